/**
 * Words of pleasure by strength (1 weak … 4 strong). Own judgement. Left out on purpose, because the subject
 * turns them round: party, share, friends, security, secure, agree, accept, consent, trusted, free, fine, like
 * as a preposition is kept weak.
 */
export const POSITIVE: Readonly<Record<string, string>> = {
  '4': `outstanding phenomenal magnificent superb flawless masterpiece breathtaking extraordinary spectacular`,
  '3.5': `amazing amazingly awesome wonderful wonderfully fantastic excellent excellently brilliant brilliantly incredible incredibly
    perfect perfectly perfection love~ loved loving loves adore~ best greatest gorgeous stunning ecstatic thrilled fabulous terrific marvellous
    marvelous delightful delighted euphoric heavenly blessed blessing superbly bliss glorious exceptional unbeatable`,
  '3': `great beautiful beautifully excited exciting excitement happy happier happiest happily happiness joy joyful enjoy~ enjoyed
    enjoyable favorite favourite favorites favourites fun funnest lovely proud pride win wins winning winner winners won champion champions
    celebrate~ celebration celebrating congratulations congrats congrat hooray yay woohoo woot hurray cheers laugh~ laughing hilarious
    sweet sweetest sweetheart delicious yummy tasty cute cutest adorable impressive impressed impress~ inspire~ inspiring inspirational
    inspired brave genius legend legendary epic stellar superior fave bestie grateful thankful gratitude appreciate~ appreciated
    appreciation recommend~ recommended recommending magic magical charming elegant exquisite dazzling ace yaay yess yesss victory victorious triumph~`,
  '2.5': `good goodness nice nicely nicer nicest glad gladly cool coolest awesomeness pretty handsome hot sexy kind kindness generous friendly warm
    welcome~ thank thanks thankyou thx ty smile~ smiling smiles hug~ hugs kiss~ kisses xoxo xx xxx laughing lol haha hahaha
    hahahaha lmao rofl funny funniest humor entertaining amused amuse~ interesting fascinating intriguing pleasant pleased pleasure satisfied
    satisfying satisfy~ comfortable comfy cozy relaxing relaxed peaceful success successful successfully succeed~ achieve~
    achievement accomplished improve~ improved improvement improvements better reliable helpful helps wise brave smart brave clever talented talent gifted skilled
    strong stronger strongest powerful hero heroes heroic honored honour honor honoured admire~ admirable respectful loyal faithful honest
    honesty genuine sincere trustworthy safe safely healthy fresh clean bright shiny sparkle~ glow~ rock~ rocks rockin kudos props bravo
    congratulate~ stoked pumped psyched hyped eager merry festive holiday holidays vacation birthday bday paradise dream dreams romantic
    passionate passion blast bomb-ass stunner killin slay slayed lit dope sick-beat swag chill classic fabulously finest`,
  '2': `like liked likes likely-good fan fans hope~ hopeful hopefully wish wishes luck lucky luckily fortunate fortunately cheer~ cheerful
    fond enthusiastic optimistic positive confident confidence support~ supportive supporting encourage~ encouraging help~
    helped benefit~ beneficial useful valuable worth worthy easy easily easier smooth smoothly fast faster quick convenient intuitive affordable
    bargain bonus prize award awards awarded gift gifts reward~ special unique rare exclusive new-favorite gold golden diamond treat
    solid decent fair fairly reasonable solved solve~ fixed resolved responsive polite patient gentle calming caring care~ cares tender
    lively vibrant colorful creative innovative fun-filled refreshing upbeat groovy jam jams banger tune hit-single bday
    ready forward invited invite~ rejoice~ praise~ praised respect~ peace freedom hopeful heart hearts angel baby babe dear darling
    sunshine sunny party-time weekend friday saturday ready cant-wait stoked finally anticipat~ pleasing pleasantly alive wow woo whoo omg-yes
    relief relieved comeback upgrade~ upgraded boost~ breakthrough approve~ approved applaud~ applause endorsed`,
  '1.5': `yes yep yeah ok okay okey alright sure top tops high-quality quality well greatly definitely absolutely truly interested interest~ agree-with
    popular premium bright rich fresh famous star stars superstar pop play~ playing dance dancing music song concert show tickets game
    movie tonight beach coffee pizza chocolate beer wine dinner lunch breakfast summer christmas halloween thanksgiving easter valentine
    meet meeting together family mom dad bro sis buddy morning wonder~ curious promising earn~ earned grow~ growing gain~
    gains up rise rising lead leading leads advance advanced launch~ unveil~ celebrate-d debut surprise surprised worked works working
    see-you looking sing singing watch~ learn~ discover~ join~ follow~ save~ saved saves protect~ protected`,
  '1': `want need can first live big biggest huge major official new more much many weekend sat sun watch day today tomorrow
    album season world life team home night thing right real`,
};
