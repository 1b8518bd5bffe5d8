import { Agent, request } from 'node:http'

export interface HttpClient {
  send(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }>
  close(): void
}

/** A browser's place: real requests to a real socket, the connection kept. */
export function httpClient(port: number, cookie: string): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return {
    send: (method, path, body) =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body)
        const headers = {
          cookie,
          'x-firstbell': 'bench',
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        }
        const call = request({ agent, port, host: '127.0.0.1', method, path, headers }, (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () => {
            const json: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
            resolve({ status: answer.statusCode ?? 0, json })
          })
        })
        call.on('error', reject)
        call.end(text)
      }),
    close: () => agent.destroy(),
  }
}
