import { describe, expect, it } from 'vitest'
import { StartUpError } from '../platform/start-up-error.ts'
import { readSettings, SETTING_NAMES } from './settings.ts'
import { SETTINGS_HELP } from './settings-help.ts'

const ACCOUNTS = { OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }

/** What the person at the keyboard is told. */
function sentenceFor(environment: Parameters<typeof readSettings>[0]): string {
  try {
    readSettings(environment)
  } catch (error) {
    if (error instanceof StartUpError) return error.sentence
    throw error
  }
  throw new Error('the settings were taken')
}

describe('settings', () => {
  it('need none: one computer, one folder, no provider', () => {
    const settings = readSettings({})
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 4310,
      publicUrl: 'http://127.0.0.1:4310',
      demo: false,
      databaseUrl: undefined,
      oidc: undefined,
      secret: undefined,
    })
    expect(settings.folder).toMatch(/\.firstbell\/data$/)
  })

  it('keep a demonstration apart from a school’s own data', () => {
    expect(readSettings({}, { demo: true }).folder).toMatch(/\.firstbell\/demo$/)
  })

  it('take the command line before the environment', () => {
    expect(readSettings({ FIRSTBELL_PORT: '1' }, { port: '2' }).port).toBe(2)
    expect(readSettings({ FIRSTBELL_FOLDER: '/a' }, { folder: '/b' }).folder).toBe('/b')
  })

  it('believe a proxy elsewhere only where it is named', () => {
    expect(readSettings({}).proxies).toEqual([])
    expect(readSettings({ FIRSTBELL_PROXY: '10.0.0.5, fd00::/8' }).proxies).toEqual(['10.0.0.5', 'fd00::/8'])
  })

  it('are all told of by "firstbell start --help"', () => {
    expect(Object.keys(SETTINGS_HELP).sort()).toEqual([...SETTING_NAMES].sort())
  })

  it('limit requests unless told not to', () => {
    expect(readSettings({}).requestsPerMinute).toBe(600)
    expect(readSettings({ FIRSTBELL_REQUESTS_PER_MINUTE: '1200' }).requestsPerMinute).toBe(1200)
    expect(readSettings({ FIRSTBELL_REQUESTS_PER_MINUTE: '0' }).requestsPerMinute).toBeUndefined()
  })

  it('treat an empty DATABASE_URL as none', () => {
    expect(readSettings({ DATABASE_URL: '' }).databaseUrl).toBeUndefined()
  })

  it.each([
    [{ FIRSTBELL_PORT: 'eighty' }, /whole number up to 65535/],
    [{ FIRSTBELL_PORT: '65536' }, /whole number up to 65535/],
    [{ FIRSTBELL_PORT: '-1' }, /whole number up to 65535/],
    [{ FIRSTBELL_PORT: '0x50' }, /whole number up to 65535/],
    [{ FIRSTBELL_HOST: 'http://127.0.0.1' }, /FIRSTBELL_HOST must be the name or number/],
    [{ FIRSTBELL_SECRET: 'short' }, /32 characters/],
    [{ FIRSTBELL_DEMO: 'true' }, /FIRSTBELL_DEMO must be 1 for yes/],
    [{ FIRSTBELL_PROXY: 'proxy.example' }, /network address of the proxy/],
    [{ FIRSTBELL_PROXY: '10.0.0.0/33' }, /network address of the proxy/],
    [{ FIRSTBELL_PROXY: '0.0.0.0/0' }, /network address of the proxy/],
    [{ FIRSTBELL_REQUESTS_PER_MINUTE: '9' }, /from 10 to 999999, or 0/],
    [{ FIRSTBELL_REQUESTS_PER_MINUTE: 'many' }, /from 10 to 999999, or 0/],
    [{ FIRSTBELL_LOG: 'loud' }, /FIRSTBELL_LOG must be one of trace, debug/],
    [{ FIRSTBELL_ADDRESS: 'attendance.example' }, /address that browsers use/],
    [{ FIRSTBELL_ADDRESS: 'ftp://attendance.example' }, /address that browsers use/],
    [{ FIRSTBELL_ADDRESS: 'https://school.example/attendance' }, /nothing after the name and port/],
    [{ DATABASE_URL: 'mysql://firstbell@db/firstbell' }, /address of a PostgreSQL database/],
    [{ DATABASE_URL: 'postgres://db/a', DATABASE_APP_URL: 'db/a' }, /DATABASE_APP_URL must be the address/],
    [{ DATABASE_APP_URL: 'postgres://web@db/a' }, /Set DATABASE_URL too, or neither/],
    [{ OIDC_ISSUER: 'login.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, /OIDC_ISSUER must be the https/],
    [{ OIDC_ISSUER: 'http://login.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, /must be the https/],
  ])('say what is wrong with %j', (environment, words) => {
    expect(sentenceFor(environment)).toMatch(words)
  })

  it.each(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])('refuse school accounts without %s', (missing) => {
    expect(sentenceFor({ ...ACCOUNTS, [missing]: undefined })).toMatch(/set all three/)
    expect(sentenceFor({ ...ACCOUNTS, [missing]: '' })).toMatch(/set all three/)
  })

  it('say everything that is wrong at once, each in one sentence', () => {
    const said = sentenceFor({ FIRSTBELL_PORT: 'x', FIRSTBELL_LOG: 'loud', FIRSTBELL_SECRET: 'short' }).split('\n')
    expect(said.map((sentence) => sentence.split(' ')[0])).toEqual([
      'FIRSTBELL_PORT',
      'FIRSTBELL_SECRET',
      'FIRSTBELL_LOG',
    ])
  })

  it('are empty where a file for containers leaves them empty', () => {
    const empty = Object.fromEntries(SETTING_NAMES.map((name) => [name, '']))
    expect(readSettings(empty)).toEqual(readSettings({}))
  })

  it('never repeat what was given, wherever a secret was put by mistake', () => {
    const secret = 'postgres://kept:Hush-7@db'
    for (const name of SETTING_NAMES) {
      const said = sentenceFor({ OIDC_CLIENT_ID: 'a', [name]: secret })
      expect(said).not.toContain('Hush')
    }
    expect(sentenceFor({ DATABASE_URL: 'firstbell:Hush-7@db' })).not.toContain('Hush')
  })

  it.each([
    ['0.0.0.0', 'http://localhost:4310'],
    ['::', 'http://localhost:4310'],
    ['::1', 'http://[::1]:4310'],
    ['attendance.local', 'http://attendance.local:4310'],
  ])('listening on %s, are reached at %s', (host, address) => {
    expect(readSettings({ FIRSTBELL_HOST: host }).publicUrl).toBe(address)
  })

  it('take the address without a slash at its end', () => {
    expect(readSettings({ FIRSTBELL_ADDRESS: 'https://School.example:8443/' }).publicUrl).toBe(
      'https://school.example:8443',
    )
  })

  it('read the school’s own accounts', () => {
    expect(readSettings({ ...ACCOUNTS, OIDC_NAME: 'Microsoft' }).oidc).toEqual({
      issuer: 'https://login.example',
      clientId: 'a',
      clientSecret: 'b',
      name: 'Microsoft',
      addressesAreOurs: false,
    })
  })
})
