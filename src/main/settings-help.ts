/** What each setting is for, in a line: `firstbell start --help` prints them, and a test compares them with those that are read. */
export const SETTINGS_HELP: Readonly<Record<string, string>> = {
  FIRSTBELL_FOLDER: 'the data folder',
  FIRSTBELL_HOST: 'the network address to listen on (127.0.0.1)',
  FIRSTBELL_PORT: 'the port to listen on (4310)',
  FIRSTBELL_ADDRESS: 'the address that browsers use: https://attendance.example.school',
  FIRSTBELL_PROXY: 'network addresses of proxies in front, on other computers, with commas between',
  FIRSTBELL_DEMO: '1: a made-up trust, one-click sign-in and a clock to move',
  FIRSTBELL_SECRET: 'signs cookies, 32 characters or more (one is made and kept)',
  FIRSTBELL_REQUESTS_PER_MINUTE:
    'how often one sign-in may look at something (600); half as many changes, a twentieth as many files; 0 for no limit',
  FIRSTBELL_LOG: 'trace, debug, info, warn, error, fatal or silent (warn)',
  DATABASE_URL: 'a PostgreSQL database, instead of the data folder: postgres://name:password@computer:5432/database',
  DATABASE_APP_URL: 'the same database by a login that serves requests and can do nothing else (docs/decisions/006)',
  OIDC_ISSUER: 'the provider of the school’s own accounts, with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET',
  OIDC_CLIENT_ID: 'what the provider calls Firstbell',
  OIDC_CLIENT_SECRET: 'the secret that the provider gave Firstbell',
  OIDC_NAME: 'what the sign-in button calls the provider',
  OIDC_ADDRESSES_ARE_OURS: '1: every e-mail address that the provider gives is the school’s own to give',
  NOTIFY_API_KEY: 'a key of GOV.UK Notify, for texts and e-mails to families (src/messaging/README.md)',
  NOTIFY_URL: 'another address of its API than its own',
  NOTIFY_TEXT_TEMPLATE: 'the id of its text template, whose whole wording is ((message))',
  NOTIFY_EMAIL_TEMPLATE: 'the id of its e-mail template: subject ((subject)), wording ((message))',
  SMTP_URL: 'the school’s mail server, with SMTP_FROM: smtp://name:password@mail.example.school:587',
  SMTP_FROM: 'whom e-mails come from: Elmfield Academy <attendance@elmfield.example>',
  MESSAGES_TOKEN: 'what services show that tell us of deliveries and replies, 24 characters or more',
}

export function settingsInLines(): string {
  const width = Math.max(...Object.keys(SETTINGS_HELP).map((name) => name.length))
  const lines = Object.entries(SETTINGS_HELP).map(([name, words]) => `  ${name.padEnd(width)}  ${words}`)
  return `\nSettings, in the environment:\n${lines.join('\n')}`
}
