import { Button, Group } from '@mantine/core'
import { DataTable } from '../../ui/components/data-table.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { readImport } from '../contract.ts'
import type { At } from './at.ts'
import { DiscardButton } from './discard-button.tsx'
import { FileDrop } from './file-drop.tsx'
import styles from './interchange.module.css'
import { Refusals } from './refusals.tsx'
import { useUpload } from './use-upload.ts'
import { counted, type ImportNow, sizeText } from './words.ts'

const HOLDS: Readonly<Record<string, string>> = {
  'template-pupils': 'Pupils',
  'sds-school': 'Schools',
  'sds-student': 'Pupils',
  'sds-section': 'Classes',
  'sds-student-enrollment': 'Who is in which class',
  'sds-teacher': 'Teachers (not imported)',
  'sds-teacher-roster': 'Teachers of classes (not imported)',
  'oneroster-users': 'Pupils and guardians',
}

/** The files that are there, what was assumed about them, and a place for more. */
export function FilesStep({ now, at }: { readonly now: ImportNow; readonly at: At }) {
  const upload = useUpload(at.schoolId)
  const read = useAct(readImport)
  const notes = now.files.flatMap((file) => file.notes)
  return (
    <>
      <Refusals refused={upload.refused} />
      <ProblemAlert error={read.error} />
      <Section title="Files">
        <DataTable
          label="Files of this import"
          noun={['file', 'files']}
          rows={now.files}
          rowKey={({ name }) => name}
          columns={[
            { id: 'name', label: 'File', onCard: 'title', cell: ({ name }) => name },
            { id: 'holds', label: 'Holds', cell: ({ holds }) => holdsText(holds) },
            { id: 'rows', label: 'Rows', align: 'end', cell: ({ rows }) => rows.toLocaleString('en-GB') },
            { id: 'size', label: 'Size', align: 'end', cell: ({ bytes }) => sizeText(bytes) },
          ]}
          empty={{ title: 'No file yet', because: 'No file of this import could be read so far. Add one below.' }}
        />
        {notes.length > 0 && (
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="More files">
        <FileDrop
          quiet={now.files.length > 0}
          onFiles={(files) => void upload.send(at.importId, files)}
          busy={upload.sending}
          label="Choose files"
        />
      </Section>
      <Group>
        <Button
          loading={read.isPending}
          disabled={now.files.length === 0 || upload.sending !== undefined}
          onClick={() => read.mutate({ params: at })}
        >
          Read {now.files.length === 0 ? 'the files' : counted(now.files.length, 'file')}
        </Button>
        <DiscardButton at={at} />
      </Group>
    </>
  )
}

function holdsText(kinds: readonly string[]): string {
  const known = [...new Set(kinds.map((kind) => HOLDS[kind]).filter((text) => text !== undefined))]
  return known.length === 0 ? 'Details' : known.join(', ')
}
