import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { type FetchedFile, useFileDownload } from '../../../ui/use-file-download.ts'

/** Fetches a paper to print, and says what went wrong in its place. */
export function PaperButton({
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
        leftSection={<IconPrinter size={18} aria-hidden />}
        onClick={() => void start(fetchIt)}
      >
        {label}
      </Button>
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  )
}
