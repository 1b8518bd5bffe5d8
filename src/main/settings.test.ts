import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

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

  it('treat an empty DATABASE_URL as none', () => {
    expect(readSettings({ DATABASE_URL: '' }).databaseUrl).toBeUndefined()
  })

  it.each([
    [{ FIRSTBELL_PORT: 'eighty' }, /no port/],
    [{ FIRSTBELL_SECRET: 'short' }, /32 characters/],
    [{ FIRSTBELL_ADDRESS: 'attendance.example' }, /address that browsers use/],
    [{ OIDC_ISSUER: 'https://login.example' }, /all three/],
  ])('say what is wrong with %j', (environment, words) => {
    expect(() => readSettings(environment)).toThrow(words)
  })

  it('read the school’s own accounts', () => {
    const environment = { OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }
    expect(readSettings({ ...environment, OIDC_NAME: 'Microsoft' }).oidc).toEqual({
      issuer: 'https://login.example',
      clientId: 'a',
      clientSecret: 'b',
      name: 'Microsoft',
      addressesAreOurs: false,
    })
  })
})
