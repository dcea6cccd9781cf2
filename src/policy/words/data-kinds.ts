/** Kinds of data that a policy may speak of, and the harms that collecting each of them touches. */

export interface DataKind {
  readonly code: string;
  /** As the summary says it. */
  readonly name: string;
  /** Words that posts would repeat. */
  readonly posts: readonly string[];
  /** Codes of config/taxonomy/privacy-betrayal.yaml; none for what every account needs. */
  readonly harms: readonly string[];
  /** `photo(s)` stands for both forms. */
  readonly phrases: readonly string[];
}

function kind(code: string, name: string, posts: string, harms: string, phrases: string): DataKind {
  const list = (text: string) => text.split(/\s*,\s*/).filter((part) => part !== '');
  return { code, name, posts: list(posts), harms: list(harms), phrases: list(phrases) };
}

const MUCH = 'over_collection';
const TRACKS = 'over_collection, tracking_profiling';
const LISTENS = 'over_collection, surveillance';

/** Who takes the precise location takes the location. */
export const PRECISE_LOCATION = 'precise_location';

export const DATA_KINDS: readonly DataKind[] = [
  kind(
    'photos',
    'photos',
    'photos',
    MUCH,
    'photo(s), photograph(s), picture(s), camera roll, media file(s), image library, camera',
  ),
  kind(
    'contacts',
    'contacts',
    'contacts, address book',
    MUCH,
    'contacts, contact list(s), address book(s), phone book, phonebook, people you know',
  ),
  kind(
    'location',
    'location',
    'location, gps',
    TRACKS,
    'location(s), gps, geolocation, geo location, approximate location, coarse location, gps coordinates, cell tower(s), wi fi access point(s), location data, location information, whereabouts, bluetooth beacons',
  ),
  kind(
    PRECISE_LOCATION,
    'precise location',
    'location, gps, tracking',
    TRACKS,
    'precise location(s), precise geolocation, precise geo location, precise device location, exact location(s), precise position, precise gps, precise location data, precise location information, exact position, real time location, latitude and longitude, background location',
  ),
  kind(
    'sensors',
    'sensor data',
    'sensor',
    TRACKS,
    'sensor(s), sensor data, accelerometer(s), gyroscope(s), motion data, speed of movement, speed of your movements, how fast you are moving, whether you are running walking',
  ),
  kind(
    'voice',
    'voice and sound',
    'voice, microphone',
    LISTENS,
    'microphone(s), voice command(s), voice input(s), voice samples, voice clips, voice messages, audio data, audio information, audio clips, sound recordings, recordings of your voice, voice recording(s), voice data, your voice, audio recording(s), ambient sound(s), spoken words',
  ),
  kind(
    'messages',
    'messages',
    'messages',
    LISTENS,
    'messages, message content(s), content of your communications, chats, conversations, text messages, sms, call log(s), emails you send',
  ),
  kind(
    'phone_number',
    'phone number',
    'phone number',
    MUCH,
    'phone number(s), mobile number(s), telephone number(s), mobile phone number(s)',
  ),
  kind('calendar', 'calendar', 'calendar', MUCH, 'calendar(s), calendar entries, appointments'),
  kind(
    'browsing',
    'browsing history',
    'browsing, tracking',
    TRACKS,
    'browsing history, browsing activity, browsing behavior, browsing behaviour, search history, websites you visit, web sites you visit, sites you visit, pages you visit, other apps you use, apps on your device, installed apps',
  ),
  kind(
    'biometric',
    'biometric data',
    'biometric, face',
    LISTENS,
    'biometric(s), biometric data, biometric information, biometric identifier(s), biometric template(s), fingerprint(s), faceprint(s), face print(s), voiceprint(s), voice print(s), voice pattern(s), palm print(s), palmprint(s), face geometry, facial geometry, hand geometry, facial recognition, face recognition, facial feature(s), facial data, face data, facial scan(s), face scan(s), scan of your face, face template(s), facial template(s), facial image(s), facial characteristics, retina, retina scan(s), iris, iris scan(s), gait, keystroke patterns, liveness, your face, image of your face, recognition technology, recognition technologies, recognition software',
  ),
  kind(
    'health',
    'health data',
    'health',
    MUCH,
    'health, health data, medical, heart rate, fitness data, menstrual',
  ),
  kind(
    'children',
    'data about children',
    'children, kids',
    MUCH,
    'children, child, minors, kids, teens, teenagers, adolescents, young people, under 13, under 16, under 18',
  ),
  kind(
    'beliefs',
    'religion, politics or sexuality',
    'religion, politics',
    MUCH,
    'religious, religion, political opinion(s), political views, sexual orientation, sex life, racial, ethnic origin, ethnicity',
  ),
  kind(
    'identity',
    'identity documents',
    'id, passport',
    MUCH,
    'government id(s), passport(s), identity document(s), social security number(s), driver s license, driving licence, national id',
  ),
  kind(
    'device_ids',
    'device identifiers',
    'device id',
    'tracking_profiling',
    'device fingerprint(s), device fingerprinting, browser fingerprint(s), browser fingerprinting, digital fingerprint(s), device identifier(s), device id(s), advertising id(s), advertising identifier(s), unique identifier(s), unique device identifier(s), imei, mac address(es), ip address(es)',
  ),
  kind(
    'payment',
    'payment data',
    'payment',
    '',
    'payment information, payment data, payment details, credit card(s), debit card(s), card number(s), bank account(s), billing information',
  ),
  kind(
    'account',
    'account information',
    '',
    '',
    'account information, account data, profile information, your name, email address(es), e mail address(es), date of birth',
  ),
  kind(
    'content',
    'content and files',
    'files, content',
    '',
    'private repository, private repositories, private repository information, repository, repositories, repository information, files, documents, user content, your content, customer content, content you upload, content you submit, content you create, content you post, content you provide, content you share, your files, your documents, uploaded files, files you upload, source code, your code, prompts, inputs, outputs, inputs and outputs, your posts',
  ),
  kind(
    'usage',
    'how you use it',
    '',
    '',
    'usage data, usage information, log files, last seen, how you use, your interactions, log data, listening history, viewing history',
  ),
];
