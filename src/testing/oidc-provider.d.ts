/** The little of it that our stand-in for a school's Microsoft or Google uses; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
  }

  // biome-ignore lint/style/noDefaultExport: the package has one.
  export { Provider as default }
}
