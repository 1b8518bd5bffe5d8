import { Button } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'

/** Fetches a paper and hands it to the browser to keep. Says what went wrong in its place. */
export function DownloadButton({
  label,
  fetchIt,
}: {
  readonly label: string
  readonly fetchIt: () => Promise<{ readonly name: string; readonly content: Blob }>
}) {
  const [state, setState] = useState<'ready' | 'busy' | Error>('ready')
  const start = async () => {
    setState('busy')
    try {
      const { name, content } = await fetchIt()
      const link = document.createElement('a')
      link.href = URL.createObjectURL(content)
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
      setState('ready')
    } catch (thrown) {
      setState(thrown instanceof Error ? thrown : new Error(String(thrown)))
    }
  }
  return (
    <>
      <Button
        variant="default"
        className="no-print"
        loading={state === 'busy'}
        leftSection={<IconFileDownload size={18} aria-hidden />}
        onClick={() => void start()}
      >
        {label}
      </Button>
      {state instanceof Error && <ProblemAlert error={state} />}
    </>
  )
}
