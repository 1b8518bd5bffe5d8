import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { PageLink, useGo } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { addressOf, call } from '../../ui/call.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { DataTable } from '../../ui/components/data-table.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { discardImport, downloadTemplate, exportRoster, listImports, startImport } from '../contract.ts'
import { FileDrop } from './file-drop.tsx'
import styles from './interchange.module.css'
import { Refusals } from './refusals.tsx'
import { TemplateColumns } from './template-columns.tsx'
import { useUpload } from './use-upload.ts'
import { counted, momentText, STATE_WORDS } from './words.ts'

/** Where imports begin: what can be imported, a place for the files, and the imports before. */
export function Page() {
  const schoolId = useSchoolId()
  const go = useGo()
  const upload = useUpload(schoolId)
  const [error, setError] = useState<unknown>()
  const [begun, setBegun] = useState<string>()
  const begin = async (files: readonly File[]) => {
    if (files.length === 0) return
    setError(undefined)
    setBegun(undefined)
    try {
      const { importId } = await call(startImport, { params: { schoolId }, body: {} })
      const taken = await upload.send(importId, files)
      if (taken === files.length) go({ to: '/roster-import/$importId', params: { importId } })
      else if (taken > 0) setBegun(importId)
      // Nothing of it could be read: the refusals stay in view, and no empty import stays behind.
      else await call(discardImport, { params: { schoolId, importId } })
    } catch (thrown) {
      setError(thrown)
    }
  }
  return (
    <>
      <PageHeader
        title="Roster import"
        lead="Bring in pupils, their groups and their contacts from a file. You see what every row would do before anything changes, and then all of it is done or nothing."
      />
      <ProblemAlert error={error} />
      <Refusals refused={upload.refused} />
      {begun !== undefined && (
        <p>
          The other files were read.{' '}
          <PageLink there={{ to: '/roster-import/$importId', params: { importId: begun } }}>Go on with them</PageLink>
        </p>
      )}
      <Section title="Start an import">
        <FileDrop onFiles={(files) => void begin(files)} busy={upload.sending} label="Choose files" />
      </Section>
      <Section title="What can be imported">
        <Formats />
      </Section>
      <Section title="Columns of the template">
        <TemplateColumns />
      </Section>
      <Section title="Imports before">
        <EarlierImports />
      </Section>
    </>
  )
}

function Formats() {
  const schoolId = useSchoolId()
  const params = { schoolId }
  return (
    <ul className={styles.formats}>
      <li>
        <h3>Firstbell template</h3>
        <p>One row a pupil, with contacts. Fill it in with any spreadsheet and save it as CSV.</p>
        <Group gap="xs" mt="auto">
          <Button component="a" href={addressOf(downloadTemplate, { params })} variant="default" size="sm">
            Download the template
          </Button>
          <Button component="a" href={addressOf(exportRoster, { params })} variant="default" size="sm">
            Download this school’s roster
          </Button>
        </Group>
      </li>
      <li>
        <h3>Microsoft School Data Sync</h3>
        <p>
          The UK format: School.csv, Student.csv, Section.csv and StudentEnrollment.csv together. Passwords in them are
          never kept.
        </p>
      </li>
      <li>
        <h3>OneRoster 1.1 and 1.2</h3>
        <p>The zip as your other system exports it, with manifest.csv in it.</p>
      </li>
    </ul>
  )
}

function EarlierImports() {
  const schoolId = useSchoolId()
  const imports = useOperation(listImports, { params: { schoolId } })
  return (
    <Answered question={imports}>
      {({ imports: rows }) => (
        <DataTable
          label="Imports before"
          noun={['import', 'imports']}
          rows={rows}
          rowKey={({ importId }) => importId}
          columns={[
            {
              id: 'files',
              label: 'Files',
              onCard: 'title',
              cell: ({ importId, files }) => (
                <PageLink there={{ to: '/roster-import/$importId', params: { importId } }}>
                  {files.length === 0 ? 'No file yet' : files.join(', ')}
                </PageLink>
              ),
            },
            {
              id: 'state',
              label: 'State',
              cell: ({ state }) => <StatusPill tone={STATE_WORDS[state].tone}>{STATE_WORDS[state].text}</StatusPill>,
            },
            {
              id: 'what',
              label: 'What came of it',
              cell: ({ sentence, counts }) =>
                sentence ?? (counts === null ? '' : `${counted(counts.new, 'new pupil')}, ${counts.changed} changed`),
            },
            {
              id: 'started',
              label: 'Started',
              cell: ({ startedAt, startedBy }) => `${momentText(startedAt)}, by ${startedBy}`,
            },
          ]}
          empty={{ title: 'No import yet', because: 'Nobody has imported a roster into this school.' }}
        />
      )}
    </Answered>
  )
}
