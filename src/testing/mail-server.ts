import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface MailServer {
  readonly url: string
  readonly letters: string[]
  close(): Promise<void>
}

/** A real mail server on this computer. `whenSent` decides what it says to a whole letter. */
export async function startMailServer(
  options: Partial<SMTPServerOptions> & { whenSent?: () => Error | undefined } = {},
): Promise<MailServer> {
  const { whenSent, ...more } = options
  const letters: string[] = []
  const real = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    logger: false,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString())
        done(whenSent?.())
      })
    },
    ...more,
  })
  real.on('error', () => undefined)
  const port = await new Promise<number>((resolve) => {
    const listening = real.listen(0, '127.0.0.1', () => resolve((listening.address() as { port: number }).port))
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    close: () => new Promise((resolve) => real.close(() => resolve())),
  }
}
