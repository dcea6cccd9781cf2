/** Well-known companies, products and services by one word: what a clause without the brand may be about instead. */
export const PRODUCTS: ReadonlySet<string> = new Set(
  `adobe airbnb airpods alexa aliexpress amazon android anthropic apple asda audible azure barclays bing bitwarden blackberry
  bluesky bmw boeing box brave bumble burberry burger canva chase chatgpt chipotle chrome chromebook cineworld claude
  copilot costa costco cortana deezer deliveroo dell delta discord disney doordash dropbox duckduckgo duolingo easyjet ebay
  edge etsy evernote expedia facebook fairphone fb fedex firefox fitbit ford galaxy garmin gemini github gitlab gmail gm
  godot google grindr grok grubhub headspace hinge honda hotmail hp hsbc huawei hulu icloud ikea imdb imessage instagram
  insta ios ipad iphone itunes jira kfc kik kindle klarna lenovo lg lidl linkedin linux lloyds lufthansa lyft mac macbook
  macos mastodon mcdonalds mercedes messenger microsoft miro monzo myspace netflix nike nintendo nokia notion nvidia
  obsidian oculus onedrive oneplus onenote openai oppo outlook oyster pandora paypal peloton photoshop pinterest pixel
  playstation porsche protonmail ps4 ps5 qobuz quora reddit revolut ring roblox roku roomba ryanair safari samsung
  santander sega sennheiser shein siri skype slack snapchat snap sonos sony spotify starbucks starling steam stripe
  substack subway switch symbian target teams telegram temu tesco tesla threads threema tidal tiktok tinder toyota trello
  tripadvisor tumblr twitch twitter uber ubuntu unity unreal ups verizon viber vimeo visa vodafone volkswagen vw walmart
  waze wechat wendys whatsapp wikipedia windows wire wordpress xbox xiaomi yahoo yelp youtube zoom`.split(
    /\s+/,
  ),
);
