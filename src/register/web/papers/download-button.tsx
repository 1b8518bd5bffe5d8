import { Button } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { type FetchedFile, useFileDownload } from '../../../ui/use-file-download.ts'

/** Fetches a paper and hands it to the browser to keep. Says what went wrong in its place. */
export function DownloadButton({
  label,
  fetchIt,
}: {
  readonly label: string
  readonly fetchIt: () => Promise<FetchedFile>
}) {
  const { start, busy, error } = useFileDownload()
  return (
    <>
      <Button
        variant="default"
        className="no-print"
        loading={busy}
        leftSection={<IconFileDownload size={18} aria-hidden />}
        onClick={() => void start(fetchIt)}
      >
        {label}
      </Button>
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  )
}
