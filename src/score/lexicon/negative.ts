/**
 * Words of displeasure by strength (1 weak … 4 strong). Own judgement, made for posts about brands.
 * A word with `~` stands for its inflected forms too.
 */
export const NEGATIVE: Readonly<Record<string, string>> = {
  '4': `abhorrent despicable evil~ fuckers motherfucker motherfuckers vile cunt cunts scumbag scumbags horrific atrocious
    rapist rape raped murder~ murderer terrorist terrorists abomination nazi nazis racist racists racism`,
  '3.5': `hate~ hateful hatred fucked fucker asshole assholes bitch bitches bastard bastards bullshit disgusting disgusted disgust~
    awful horrible terrible worst horrendous appalling appalled outrage~ outrageous outraged betray~ betrayal betrayals
    scam~ scammy scammer scammers fraud fraudulent fraudsters disgrace disgraceful atrocity torture~ despise~ loathe~
    pathetic infuriating infuriate~ furious fury livid enraged rage~ shameful scum thieves thief killed killing kills
    massacre genocide abuse~ abusive spyware malware predatory unforgivable inexcusable reprehensible slavery`,
  '3': `stole stolen steal~ theft robbery robbed rob liar liars lied lies lying deceive~ deceitful deception deceptive deceit
    cheat~ cheaters exploit~ exploitative greedy greed corrupt corruption crook crooks crooked ripoff rip-off violate~ violation violations
    creepy creeped creeps invasive intrusive unethical immoral disaster disasters disastrous catastrophe catastrophic nightmare
    nightmares horror tragic tragedy tragedies angry anger~ dreadful unacceptable ridiculous worthless useless trash garbage
    rubbish crap crappy shit shitty shite sucks suck sucked sucking fuck fucking dead death deaths die dies died dying kill
    victim victims cruel brutal brutality insult~ idiotic idiot idiots moron morons stupid~ stupidity dumbass retarded
    sickening nauseating hell shambles fiasco debacle meltdown crisis toxic poison~ poisoned cancer attack~ attacker attackers
    bomb~ bombing war violence violent assault~ threat threats threaten~ suicide boycott~ backlash uproar outcry dishonest
    shameless cowards coward hypocrite hypocrites hypocrisy devastated devastating devastate~ heartbroken heartbreaking`,
  '2.5': `bad badly worse~ poor poorly shame ashamed shady sketchy sleazy spy~ spies snoop~ stalk~ stalker eavesdrop~ surveillance
    breach~ hack~ hacker hackers leak~ exposed ruin~ destroy~ destruction wreck~ fail~ failure failures fails broken broke
    disappoint~ disappointing disappointed disappointment frustrate~ frustrating frustrated frustration annoy~ annoying annoyed
    upset upsetting upsets sad sadly saddened sadness sadder saddest depressed depressing depression miserable misery cry~ crying
    tears hurt hurts hurting pain painful painfully suffer~ suffering sick ill injury injured injuries lose loses losing loser losers
    lawsuit lawsuits sued sue~ suing illegal illegally unlawful crime crimes criminal criminals arrest~ jailed prison guilty
    dumb lame ugly nasty gross filthy dirty rude ignorant arrogant bully~ bullies harass~ harassment disrespect~ disrespectful
    blame~ condemn~ criticize~ criticise~ slam~ blast~ bash~ protest~ protesters riot~ scandal scandals controversy controversial
    misleading mislead~ misled manipulate~ manipulative sneaky sneak~ coerce~ extort~ blackmail~ unfair unjust injustice
    dangerous danger unsafe fear~ afraid scared scary scare~ terrified terrifying terror panic~ worried worry~ worrying worrisome
    alarming concerning distrust~ mistrust~ untrustworthy unreliable incompetent incompetence negligent negligence careless reckless
    damn damned goddamn pissed wtf ffs smh ugh yuck bloody regret~ hostile enemy enemies crash~ crashing chaos mess messed messy
    overpriced gouging extortionate bankrupt bankruptcy unusable unbearable intolerable stinks stink~ boring bored bore`,
  '2': `uninstall~ unsubscribe~ track~ tracking tracker trackers creep sellout refuse~ reject~ deny~ denied denies wrong wrongly wrongful
    problem problems issue issues trouble troubles troubled bug bugs buggy error errors glitch glitches glitchy slow slower lag~ laggy
    delay~ outage outages cancelled canceled cancellation cancellations stranded stuck struggle~ struggling miss~ missing lost loss losses
    complain~ complaint complaints terrible forced forcing force~ coerced mandatory intrude~ intrusion invade~ invasion paranoid suspicious
    suspect~ doubt~ sucky horribly terribly awfully badness mad irritated irritating irritate~ confuse~ confusing confused confusion
    weird strange creeping desperate desperately hopeless helpless lonely alone tired exhausted exhausting stress stressed
    stressful anxiety nervous headache headaches embarrass~ embarrassing embarrassed embarrassment jealous bitter regretful
    rejected fight~ fighting battle conflict crisis crises dispute disputes accuse~ accused accusation accusations alleged allegations
    banned ban~ block~ censor~ censorship suspended expensive costly hike hikes greedier profiteering monopoly layoff layoffs fired
    unhappy dissatisfied dislike~ displeased offend~ offended offensive inappropriate unprofessional unhelpful unresponsive ignored ignoring
    wasted waste~ pointless meaningless nonsense joke clown clowns ridicule~ mocking mock~ laughable trashy cheap fake~ phony bogus
    sham hoax lousy mediocre subpar flawed flaw~ defect defects defective faulty damage~ damaged damaging harm~ harmful harms
    vulnerable vulnerability compromised unsecure insecure unauthorized fined penalty penalties violator deplorable
    collapse~ plunge~ plummet~ slump tank~ tanking doomed doom grim bleak dire gloomy sorry mourn~ grief funeral rip cursed curse~`,
  '1.5': `no nope hard difficult difficulty lack~ lacking without gone end~ ending quit~ leave~ leaving left drop~ switch~ ditch~ dump~
    cancel~ delete~ deleted refund unfortunately unfortunate sadly regrettably alas hate-watch against avoid~ beware warn~ warning warnings
    risk~ risky concern~ concerned worryingly sell~ sold harvest~ profiling monetize~ monetise~ monetizing charge~ overcharge~ paywall fee fees
    blackout strike~ crackdown crack~ hmm meh bland awkward odd uncomfortable cold freezing rain~ raining late hungry sore ache aching
    cough flu fever sleepy tiring busy weak weaker weakness losing-streak injury-prone unlucky shame-on nah stop~ shut drama
    hurtful cringe overrated hype annoying-ly unclear vague secretive secretly quietly silently unannounced questionable dubious
    excuse~ cheated snub~ snubbed backfire~ blow~ hits struck victimised critic critics critical criticism sceptical skeptical unimpressed
    unwanted unnecessary unneeded unwelcome spam~ spammy clickbait ads scummy pesky rant mistake mistakes fault apology apologies apologise~
    apologize~ goodbye`,
  '1': `not cant never nothing nobody old pay~ paid push~ wait~ waiting why problematically ad advertising collect~ collecting snag fuss
    deal-breaker however though unless barely hardly scarcely minus less fewer limited restrict~ restriction restrictions demand~ down
    monday school exam homework traffic cop police government tax taxes debt bill bills lower low test tests dentist hospital`,
};
