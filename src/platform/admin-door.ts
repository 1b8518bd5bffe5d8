import { chmodSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { findDoor, makeDoorPlace } from './door-folder.ts'
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

/** Opens a door that only this machine's user (and root) can go through. Whoever opens it must hold the data folder. */
export async function openDoor(folder: string, requests: AdminRequests): Promise<{ close(): Promise<void> }> {
  const place = makeDoorPlace(folder)
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
  await listening(server, place.socket)
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => {
          place.clear()
          done()
        })
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
  const socketPath = findDoor(folder)
  if (socketPath === undefined) return undefined
  const answer = await new Promise<IncomingMessage | undefined>((done, fail) => {
    const url = question === 'backup' ? '/backup' : 'ask' in question ? `/ask/${question.ask}` : '/restore'
    const asked = request({ socketPath, path: url, method: 'POST', agent: false }, done)
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
