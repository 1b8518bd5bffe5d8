import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callWith, download } from '../../ui/call.ts'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { type FamilyReport, openFamilyEvidence, sendFamilyEvidence } from '../contract.ts'
import { ChooseFile } from './choose-file.tsx'
import styles from './family.module.css'

/** Sends a file with a report. Sent twice it is there once. */
export function sendFile(
  to: {
    readonly schoolId: FamilyReport['schoolId']
    readonly pupilId: FamilyReport['pupilId']
    readonly reportId: string
  },
  file: File,
): Promise<unknown> {
  const { schoolId, pupilId, reportId } = to
  const input = { params: { schoolId, pupilId, reportId }, querystring: { name: nameOf(file) }, body: undefined }
  return callWith(sendFamilyEvidence, input, { file })
}

/** Photographs from a camera have no name on some phones. */
function nameOf({ name }: File): string {
  return name.trim().slice(-120) || 'Photograph'
}

/** What was sent with a report, and a way to send more. */
export function ReportFiles({ report }: { readonly report: FamilyReport }) {
  const { id: reportId, schoolId, pupilId, files } = report
  const client = useQueryClient()
  const fetching = useFileDownload()
  const send = useMutation({
    mutationFn: (file: File) => sendFile({ schoolId, pupilId, reportId }, file),
    onSuccess: () => client.invalidateQueries(),
  })
  const open = (number: number) => () =>
    fetching.start(() => download(openFamilyEvidence, { params: { schoolId, pupilId, reportId, number } }))
  return (
    <>
      {files.length > 0 && (
        <div className={styles.outcome}>
          <ProblemAlert error={fetching.error} />
          You sent:{' '}
          {files.map(({ number, name }) => (
            <Button key={number} variant="subtle" size="compact-md" loading={fetching.busy} onClick={open(number)}>
              {name}
            </Button>
          ))}
        </div>
      )}
      {report.takesFiles && (
        <details className={styles.outcome}>
          <summary>Send a photograph or a letter</summary>
          <p className={styles.quiet}>{FILE_WORDS}</p>
          <ProblemAlert error={send.error} />
          <ChooseFile about={`about ${report.child}`} busy={send.isPending} onChoose={send.mutate} />
        </details>
      )}
    </>
  )
}

export const FILE_WORDS =
  'You need not send one. The attendance office sees it, teachers do not. Where and when a photograph was taken is removed from it before it is kept.'
