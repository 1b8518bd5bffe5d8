import { Button, Group } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { downloadPolicy, printPolicy } from '../contract.ts'

/** A version as the file it is, and its public text as a PDF and as a web page. */
export function Downloads({ number, only }: { readonly number: number; readonly only?: 'file' }) {
  const schoolId = useSchoolId()
  const { start, busy, error } = useFileDownload()
  const params = { schoolId, number }
  const file = () => download(downloadPolicy, { params })
  const print = (format: 'pdf' | 'html') => () => download(printPolicy, { params: { ...params, format } })
  const choices = [
    ['PDF', print('pdf')],
    ['Web page', print('html')],
    ['YAML file', file],
  ] as const
  if (only === 'file')
    return (
      <>
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => void start(file)}>
          Download<span className="visually-hidden"> version {number}</span>
        </Button>
        <ProblemAlert error={error} />
      </>
    )
  return (
    <>
      <Group gap="xs" className="no-print">
        {choices.map(([label, fetchIt]) => (
          <Button
            key={label}
            variant="default"
            disabled={busy}
            leftSection={<IconFileDownload size={18} aria-hidden />}
            onClick={() => void start(fetchIt)}
          >
            {label}
          </Button>
        ))}
      </Group>
      <ProblemAlert error={error} />
    </>
  )
}
