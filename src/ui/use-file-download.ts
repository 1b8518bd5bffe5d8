import { useState } from 'react'

/** A file as `download` of `ui/call.ts` gives it. */
export interface FetchedFile {
  readonly name: string
  readonly content: Blob
}

/** Hands a file to the browser to keep. */
export function offerFile({ name, content }: FetchedFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // Later: some browsers read the address only after the click has ended.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Fetches files and hands them to the browser: whether one is on its way, and what went wrong with the last. */
export function useFileDownload() {
  const [state, setState] = useState<'ready' | 'busy' | Error>('ready')
  const start = async (fetchIt: () => Promise<FetchedFile>) => {
    setState('busy')
    try {
      offerFile(await fetchIt())
      setState('ready')
    } catch (thrown) {
      setState(thrown instanceof Error ? thrown : new Error(String(thrown)))
    }
  }
  return { start, busy: state === 'busy', error: state instanceof Error ? state : undefined }
}
