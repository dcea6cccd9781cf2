/**
 * What exports call their columns, squeezed (see `squeeze`), most specific first. Collected from the documentation and
 * headers of listening suites, app stores, scrapers, archives and help desks; config/import/ names them. English, and the
 * plain words of German, French, Spanish, Italian, Portuguese, Dutch and Turkish exports.
 */
import type { Field } from '../columns.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names by field. A later name is used where no earlier one is there, or holds what it should. */
export const NAMES: Readonly<Partial<Record<Field, readonly string[]>>> = {
  externalId: words(`
    idstr externalid mentionid resourceid reviewid commentid tweetid statusid postid messageid submissionid articleid
    documentid docid contentid entryid itemid feedbackid responseid recommendationid answerid questionid clientmsgid
    universalmessageid nativeid objectid id storyid storiesid ticketid caseid conversationid platformid sourceid
    uuid guid uri urn cid tid pk shortcode ticket ticketnumber casenumber rowid`),
  publishedAt: words(`
    dateunixtime publishedat publishedon publisheddate publishdate publicationdate publishedutc publishedtime publishtime publisheddateutc
    publishedtimestamp publishedatdate publishatdate publishdateutc datepublished dateofpublication createdutc createdat createdatutc createdattime createdatiso
    createddate createdtime createddatetime createdon createdtimestamp timestampcreated createdtimeutc createtime createtimeiso createtimeutc
    createdate creationdate creationtime creationdatetime datecreated timecreated
    reviewsubmitdateandtime reviewsubmitdate reviewsubmitmillissinceepoch reviewcreateddate reviewcreatedat reviewcreatedutc
    reviewcreated unixreviewtime reviewdate reviewdatetime reviewtime reviewtimestamp reviewedat reviewedon datereviewed dateofreview
    commentcreatetimestamp commentcreatedat commentpublishedat commentdate commenttime commentedat
    postcreated postcreateddate postcreatedat postdate posttime posttimestamp postedat postedon posteddate postedtime dateposted
    datetimeposted tweetcreatedat tweetdate tweettime tweetedat messagedate messagetime senttime sentat sentdate datesent
    submittedat submittedon submitdate submittime submissiondate submissiontime submissiondatetime datesubmitted timesubmitted
    timestampms timestamputc timestampunix unixtimestamp timestamp unixtime epoch epochtime ts timeparsed takenattimestamp takenat
    pubdate seendate mentiondate articledate issuedate contentdate sourcedate documentdate harvestdate
    isodate dateunixtime dateunix datetimeutc utcdatetime datetime dateandtime dateutc utcdate dategmt datelocal localdate fulldate date at time
    created published posted submitted when added addedat dateadded receivedat receivedon receiveddate datereceived ts
    responsedate surveydate recordeddate startdate enddate ticketcreated ticketcreatedat openedat dateopened opened
    reporteddate datereported reportdate day indexedat firstseen crawldate crawledat collectedat
    datum zeitstempel zeitpunkt erstelltam erstellungsdatum veroffentlichtam veroffentlichungsdatum bewertungsdatum eingangsdatum
    fecha fechahora fechadepublicacion fechapublicacion fechadecreacion fechacreacion data dataora dataehora datahora
    datadepublicacao datapublicacao datadecriacao datacriacao datadipubblicazione datadicreazione dateheure datedepublication
    datedecreation horodatage publicatiedatum aanmaakdatum tarih olusturmatarihi
    updated updatedat lastupdated updatetime modifiedat lastmodified`),
  title: words(`
    title headline subject reviewtitle posttitle articletitle commenttitle reviewheadline mentiontitle titletext
    heading subjectline tickettitle ticketsubject emailsubject
    titel uberschrift betreff titre objet titulo asunto titolo oggetto onderwerp konu baslik`),
  url: words(`
    url permalink permalinkurl link posturl postlink postpermalink permanentlink tweeturl tweetlink statusurl statuslink reviewurl
    reviewlink commenturl commentlink mentionurl mentionlink articleurl articlelink storyurl resourceurl documenturl contenturl
    weburl webpageurl htmlurl fullurl fulllink pageurl canonicalurl originalurl originallink sourceurl messageurl href
    linktopost linktomention viewurl ticketurl shorturl posturi uri lien enlace`),
  author: words(`
    author authorid authoridstr user username useridstr userid authorusername authorname authorhandle authorscreenname
    authordisplayname authorchannelid authorurl authorprofileurl authorfullname userscreenname userhandle userdisplayname
    reviewername reviewer revieweralias reviewernickname reviewerid reviewerusername reviewusername reviewconsumeruserid commentauthor commenter commentername
    postauthor postedby writtenby writer creator byline account accountname acct accountid profilename profile consumer consumername
    consumerid customername customer customerid nickname nick screenname displayname handle senderscreenname sendername
    sender senderid from fromname fromid fromuser fromuserid by influencer publisher ownerusername userfullname
    uniqueid requester requestername requesterid submitter submitterid contact contactname contactid respondentid login uniqueauthor
    naam actor attributedto did channelname pagename blogname uid steamid name
    autor autorin verfasser nutzer nutzername benutzer benutzername auteur utilisateur nomdutilisateur usuario
    nombredeusuario nomedeusuario autore utente nomeutente gebruiker gebruikersnaam yazar kullanici kullaniciadi`),
  followers: words(`
    authorfollowers authorfollowerscount authorfollowercount userfollowers userfollowerscount userfollowercount followers
    followerscount followercount followersatposting xfollowers numberoffollowers nfollowers twitterfollowers sendfollowercount senderfollowercount
    subscribers subscribercount fans fancount potentialreach estimatedreach reach potentialaudience audience audiencesize
    uniquevisitors`),
  lang: words(`
    lang language languagecode languageiso langcode iso6391 postlanguage reviewlanguage reviewerlanguage tweetlang commentlanguage
    contentlanguage messagelanguage articlelanguage detectedlanguage languages langs locale sprache langue idioma lingua taal dil`),
  rating: words(`
    starrating rating imrating stars star reviewrating reviewstars reviewerrating reviewratingvalue ratingvalue ratingstars numberofstars
    userrating userscore overallrating ratingoverall overall reviewscore ratingscore productrating apprating starsgiven score
    bewertung sterne sternebewertung wertung note etoiles calificacion puntuacion valoracion estrellas avaliacao nota estrelas
    valutazione voto stelle beoordeling sterren puan yildiz`),
  kind: words(
    `kind mentiontype contenttype posttype doctype documenttype pagetype messagetype mediatype resourcetype type`,
  ),
  likes: words(`
    likes likecount likescount numlikes nlikes numberoflikes totallikes favorites favourites favoritecount favoritescount
    favouritescount favouritecount favs favcount thumbsup thumbsupcount totalthumbsup thumbupcount upvotes upvotecount ups
    diggcount hearts heartcount reactions reactioncount reactionscount totalreactions helpful helpfulcount helpfulvote helpfulvotes
    helpfulvotecount votehelpful usefulcount useful votes vote votecount votesup points claps score pluses plusones
    gefalltmir megusta jaime mipiace curtidas begeni`),
  reposts: words(`
    reposts repostcount repostscount retweets retweetcount retweetscount nretweets numretweets shares sharecount sharescount
    numshares totalshares reblogs reblogcount reblogscount boosts boostcount reshares resharecount geteilt compartidos`),
  replies: words(`
    replies replycount repliescount nreplies numreplies totalreplycount totalreplies comments commentcount commentscount numcomments replycommenttotal
    ncomments totalcomments numberofcomments commentsnumber answercount responsecount descendants kommentare comentarios commentaires`),
  views: words(`
    views viewcount viewscount nviews numviews totalviews videoviews videoviewcount postviews impressions impressioncount
    impressionscount totalimpressions plays playcount pageviews reads aufrufe vistas vues visualizzazioni`),
  source: words(`
    source platform network socialnetwork sourcename contentsourcename contentsource datasource sourceplatform medianame outlet
    website site sitename store appstore marketplace quelle plattform fuente origen plataforma plateforme fonte piattaforma kaynak`),
  brand: words(`brand brandname queryname query searchname monitorname alertname topicname trackername`),
};

/**
 * What a person wrote, in groups: a later group only fills rows in which the earlier ones are empty. Whole texts, texts
 * of pictures and links, then passages cut out of a text.
 */
export const TEXT_NAMES: readonly (readonly string[])[] = [
  words(`
    notetweettext extendedtweetfulltext fulltext textfull fullcontent contentfull rawcontent renderedcontent fullbody bodyfull
    mentiontext mentioncontent reviewtext reviewbody reviewcontent reviewcomment reviewmessage textreview contentreview
    commenttext commentbody commentcontent commentmessage commenttextdisplay textoriginal textdisplay
    posttext postcontent postbody postmessage posttextcontent tweet tweettext tweetcontent tweetbody tweetfulltext statustext
    messagetext messagebody messagecontent textbody bodytext bodyplain plainbody plaintext plaintextbody contenttext textcontent
    contenthtml bodyhtml htmlbody commenthtml html textplain raw maintext articletext articlebody articlecontent storytext ticketdescription ticketbody selftext
    text content body cooked message comment review post status caption posttextmessage description
    feedback userfeedback customerfeedback feedbacktext verbatim verbatims verbatimcomment openended openendedresponse opinion
    comments reviews reviewdescription reviewdetails reviewsummary userreview customerreview responsetext answertext
    inhalt beitrag nachricht kommentar rezension bewertungstext rezensionstext beschreibung freitext texte contenu commentaire avis
    messageclient texto contenido comentario comentarios resena opinionescliente mensaje opinion mensagem conteudo comentarios avaliacaotexto
    testo contenuto commento recensione messaggio inhoud bericht reactie recensie yorum metin icerik mesaj details detail`),
  words(
    `imagetext ocrtext phototext alttext linkdescription linktext linkcaption cardtext cardtitle transcript`,
  ),
  words(`
    snippet mentionsnippet textsnippet hitsentence openingtext openingsentence highlight highlights excerpt teaser preview
    abstract summary extract leadtext intro introtext passage keysentence matchedtext context`),
];

/** Parts of nested names that lead to the post itself. */
export const NEUTRAL = new Set(
  words(`
    data attributes record post tweet node snippet legacy object source fields review comment item content payload doc document
    status message value publicmetrics metrics engagement engagements stats statistics statisticsactual actual result
    toplevelcomment usercomment attributeslist submission article ticket conversation mention entry edge core
    notetweet extendedtweet fulltextobject noteTweetResults properties reviewinfo commentinfo activity interactions counts
    edgelikedby edgemediatocaption edges edgemediatocomment statistic`).map((one) => one.toLowerCase()),
);
/** Parts that lead to the person who wrote it. */
export const PERSON = new Set(
  words(`
    user author account from owner reviewer customer consumer profile sender requester submitter creator contact commenter poster
    authordetails authorinfo userinfo actor publisher channel by member authordata attributedto authorchannelid extraauthorattributes`),
);
/** Columns that are never read without being named: answers of a company, and what describes something else than the post. */
export const OTHERS =
  /^(?:(?:developer|company|owner|brand|business|seller|vendor|agent|our|app|admin|merchant|host)(?:reply|response|answer|comment)|reply|replycontent|replytext|replymessage|response|responsecontent|responsefromowner|quoted|quote|(?:first|top|latest|last)(?:comment|reply)|inreplyto|parent|original(?:text|content|post|tweet)?$|translat|(?:user|author|profile|account|app|product|page|channel|video|company|site)(?:bio|description|about)|bio$|biography)/;
