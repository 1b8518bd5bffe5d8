import { createHash } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { StartUpError } from './start-up-error.ts'

/** What the command line may ask of a running server, which has the data folder open for itself alone. */
export interface AdminRequests {
  /** The bytes of a backup file. */
  backUp(): Promise<Readable>
  /** Restores a file of this machine; the answer is told to the one who asked. */
  restore(path: string, replace: boolean): Promise<unknown>
  /** Questions that slices answer, by name; each gets plain JSON and gives some. */
  readonly questions?: Readonly<Record<string, (given: unknown) => Promise<unknown>>>
  /** Told of what was not foreseen, for the log. */
  readonly failed?: (error: unknown) => void
}

/** A Unix socket's path may have about a hundred bytes; a deeper folder gets one in the machine's temporary folder. */
export function doorOf(folder: string): string {
  const inside = join(resolve(folder), 'door.sock')
  if (Buffer.byteLength(inside) < 100) return inside
  return join(tmpdir(), `firstbell-${createHash('sha256').update(inside).digest('hex').slice(0, 24)}.sock`)
}

/** Opens a door in the data folder that only this machine's user (and root) can go through. Whoever opens it must hold the folder. */
export async function openDoor(folder: string, requests: AdminRequests): Promise<{ close(): Promise<void> }> {
  const path = doorOf(folder)
  // The folder's lock is ours, so a socket found here is a dead process's.
  rmSync(path, { force: true })
  const server = createServer(async (asked, answer) => {
    try {
      if (asked.url === '/backup') {
        await pipeline(await requests.backUp(), answer)
        return
      }
      const question = requests.questions?.[(asked.url ?? '').replace(/^\/ask\//, '')]
      if (question !== undefined) {
        const { given } = JSON.parse(await text(asked)) as { given?: unknown }
        answer.end(JSON.stringify(await question(given)))
        return
      }
      const { path: file, replace } = JSON.parse(await text(asked)) as { path: string; replace: boolean }
      answer.end(JSON.stringify(await requests.restore(file, replace)))
    } catch (error) {
      if (!(error instanceof StartUpError)) requests.failed?.(error)
      // Cut off in the middle, the one who asked knows that the copy is not whole.
      if (answer.headersSent) answer.destroy()
      else answer.writeHead(500).end(error instanceof StartUpError ? error.sentence : '')
    }
  })
  await listening(server, path)
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    // Made for this user alone: no moment in which another could connect.
    const mask = process.umask(0o177)
    server.listen(path, () => {
      process.umask(mask)
      chmodSync(path, 0o600)
      done()
    })
  })
}

/** Asks the server that runs on a folder; undefined where none does. @throws StartUpError with what the server said. */
export async function askThrough(
  folder: string,
  question: 'backup' | { path: string; replace: boolean } | { ask: string; given?: unknown },
): Promise<IncomingMessage | undefined> {
  const answer = await new Promise<IncomingMessage | undefined>((done, fail) => {
    const url = question === 'backup' ? '/backup' : 'ask' in question ? `/ask/${question.ask}` : '/restore'
    const asked = request({ socketPath: doorOf(folder), path: url, method: 'POST', agent: false }, done)
    asked.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') done(undefined)
      else
        fail(
          new StartUpError(
            `The running Firstbell cannot be asked (${error.code ?? 'unknown'}). Run this as the user it runs as.`,
            { cause: error },
          ),
        )
    })
    asked.end(question === 'backup' ? '' : JSON.stringify(question))
  })
  if (answer === undefined || answer.statusCode === 200) return answer
  const sentence = await text(answer)
  throw new StartUpError(sentence === '' ? 'The running Firstbell could not do it; its log says why.' : sentence)
}
