import { Group } from '@mantine/core'
import { IconFileCertificate } from '@tabler/icons-react'
import { shortDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { PageButton, PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { KeyValues } from '../../ui/components/key-values.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { Timeline } from '../../ui/components/timeline.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { getPolicy, type SettingShown } from '../contract.ts'
import { Downloads } from './downloads.tsx'
import { Findings } from './findings.tsx'
import styles from './policy.module.css'
import { PublicationSection } from './publication.tsx'
import { counted, momentInWords, sectionName } from './words.ts'

type Shown = Answer<typeof getPolicy>

/** The policy in force: what it contradicts, every setting with where it comes from, and its versions. */
export function Page() {
  const schoolId = useSchoolId()
  const mayChange = useMay()('policy.change')
  const policy = useOperation(getPolicy, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Attendance policy"
        lead="The clocks, ladders and thresholds that Firstbell works by here, each with the section of your policy that states it, or the law."
        actions={
          mayChange && (
            <Group gap="xs">
              <PageButton there={{ to: '/policy/edit' }}>Edit</PageButton>
              <PageButton there={{ to: '/policy/upload' }} variant="default">
                Upload a version
              </PageButton>
            </Group>
          )
        }
      />
      <Answered question={policy}>{(answer) => <PolicyOf answer={answer} />}</Answered>
    </>
  )
}

function PolicyOf({ answer }: { readonly answer: Shown }) {
  return (
    <>
      <InForce answer={answer} />
      {answer.version !== null && <PublicationSection />}
      {answer.version !== null && <Findings of={answer.findings} />}
      <Section title="Settings">
        <DataTable
          label="Settings"
          noun={['setting', 'settings']}
          rows={answer.settings}
          rowKey={({ name }) => name}
          columns={COLUMNS}
          empty={{ title: 'No settings', because: 'This cannot happen.' }}
        />
      </Section>
      <Versions answer={answer} />
    </>
  )
}

function InForce({ answer: { version, from, text } }: { readonly answer: Shown }) {
  if (version === null || from === null)
    return (
      <Section title="In force">
        <p className={styles.lead}>
          Your school has no policy file yet, so law and guidance hold alone, with cautious choices of Firstbell’s where
          those leave one. Each setting below says which. A headteacher can set them here under “Edit”, or upload a
          file; the sample in the folder “policies” is a good one to begin with.
        </p>
      </Section>
    )
  return (
    <Section title="In force" note={<PageLink there={{ to: '/policy/text' }}>Read the public text</PageLink>}>
      <KeyValues
        of={[
          ['Policy', `${text.title} of ${text.school}`],
          ['Since', shortDay(from)],
          ...text.facts.map(({ name, value }) => [name, value] as const).filter(([name]) => name !== 'In force from'),
        ]}
      />
      <div style={{ marginTop: '1rem' }}>
        <Downloads number={version} />
      </div>
    </Section>
  )
}

const COLUMNS: readonly Column<SettingShown>[] = [
  {
    id: 'name',
    label: 'Setting',
    onCard: 'title',
    cell: ({ name }) => name,
  },
  {
    id: 'values',
    label: 'What holds',
    cell: ({ values }) =>
      values.length === 0 ? (
        'Nothing set'
      ) : (
        <ul className={styles.values}>
          {values.map((value) => (
            <li key={value}>{value}</li>
          ))}
        </ul>
      ),
  },
  {
    id: 'from',
    label: 'Where it comes from',
    cell: ({ sections, from }) =>
      sections.length > 0 ? (
        sections.map(sectionName).join(', ')
      ) : (
        <span className={styles.source}>
          {from.source}
          {from.verified ? '' : ' (unverified)'}
        </span>
      ),
  },
]

function Versions({ answer: { versions, version } }: { readonly answer: Shown }) {
  if (versions.length === 0) return null
  return (
    <Section
      title="Versions"
      note={
        versions.length > 1 ? (
          <PageLink there={{ to: '/policy/compare' }}>Compare two of {versions.length}</PageLink>
        ) : (
          '1 version'
        )
      }
    >
      <Timeline
        label="Versions"
        entries={versions.map(({ number, label, inForceFrom, findings, reason, saved }) => ({
          id: String(number),
          title: `${label}, from ${shortDay(inForceFrom)}${number === version ? ' (in force)' : ''}`,
          when: momentInWords(saved.at),
          by: `${saved.name}, ${saved.position}`,
          icon: IconFileCertificate,
          body: (
            <>
              <p>
                {reason}. {counted(findings, ['finding', 'findings'])} when it was saved.
              </p>
              <Downloads number={number} only="file" />
            </>
          ),
        }))}
      />
    </Section>
  )
}
