import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const LAUNCHER = join(import.meta.dirname, '..', '..', 'firstbell')

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstbell launcher '))
})

afterAll(() => rm(folder, { recursive: true }))

describe('./firstbell', () => {
  it('runs from anywhere, and through links to links', async () => {
    await symlink(LAUNCHER, join(folder, 'one'))
    await symlink('one', join(folder, 'two'))
    const { stdout } = await run(join(folder, 'two'), ['--version'], { cwd: folder })
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('says what to do where the packages are not installed', async () => {
    await cp(LAUNCHER, join(folder, 'firstbell'))
    const refusal = run(join(folder, 'firstbell'), ['--version'])
    await expect(refusal).rejects.toThrow(/Run "npm ci" in .*firstbell launcher/)
  })

  it('says a setting that makes no sense in one sentence, and ends with a failure', async () => {
    const refusal = run(LAUNCHER, ['start', '--port', 'eighty'], { cwd: folder })
    await expect(refusal).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^FIRSTBELL_PORT or --port must be [^\n]*\n$/),
    })
  })

  it.each([[['register', 'verify']], [['backup', 'copy.firstbell']], [['school', 'list']]])(
    'makes no empty installation to look into: %s',
    async (words) => {
      const nowhere = join(folder, 'nowhere')
      const refusal = run(LAUNCHER, words, { cwd: folder, env: { ...process.env, FIRSTBELL_FOLDER: nowhere } })
      await expect(refusal).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('There is no school in') })
      expect(existsSync(nowhere)).toBe(false)
    },
  )
})
