import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useRef } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { checkPolicyDraft, type FileName, FORM_GROUPS, getPolicyDraft, type Tree } from '../../contract.ts'
import { PreviewOf } from '../preview.tsx'
import { counted } from '../words.ts'
import styles from './form.module.css'
import { isAbout, SettingRow } from './setting-row.tsx'
import { type Draft, useDraft } from './use-draft.ts'

type Begun = Answer<typeof getPolicyDraft>
type Checked = Answer<typeof checkPolicyDraft>

/** Every setting of the policy as a form. What is changed is checked as it is typed, and saved as a new version of the same file. */
export function Page() {
  const schoolId = useSchoolId()
  const begun = useOperation(getPolicyDraft, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Edit the policy"
        above={<PageLink there={{ to: '/policy' }}>Attendance policy</PageLink>}
        lead="What you change is checked at once against the law and the rest of the policy. Nothing holds until you save it as a new version."
      />
      <Answered question={begun}>{(answer) => <Editor key={answer.base} begun={answer} />}</Answered>
    </>
  )
}

/** Typing pauses for this long before the check runs. */
const PAUSE_MS = 500

function Editor({ begun }: { readonly begun: Begun }) {
  const schoolId = useSchoolId()
  const goTo = useGo()
  const review = useRef<HTMLDivElement>(null)
  const { base } = begun
  // A policy file is text, lists and names; the contract has no word for that.
  const draft = useDraft(`firstbell.policy-draft.${schoolId}`, base, begun.values as Record<string, Tree>)
  const [edits] = useDebouncedValue(draft.edits, PAUSE_MS)
  const body = { base, edits: Object.entries(edits).map(([name, value]) => ({ name: name as FileName, value })) } // names of the draft
  const check = useOperation(checkPolicyDraft, { params: { schoolId }, body }, { keepLast: true })
  const done = () => {
    draft.discard()
    goTo({ to: '/policy' })
  }
  return (
    <>
      <ProblemAlert error={check.error} />
      {FORM_GROUPS.map(({ title, names }) => (
        <Section key={title} title={title}>
          <ul className={styles.rows}>
            {names.map((name) => (
              <SettingRow
                key={name}
                of={stateOf(name, { draft, begun, checked: check.data })}
                onEdit={(value) => draft.edit(name, value)}
              />
            ))}
          </ul>
        </Section>
      ))}
      <div ref={review} tabIndex={-1}>
        <Review checked={check.data} onSaved={done} />
      </div>
      <DraftBar
        draft={draft}
        checked={check.data}
        checking={check.isFetching || edits !== draft.edits}
        onReview={() => {
          review.current?.scrollIntoView()
          review.current?.focus({ preventScroll: true })
        }}
      />
    </>
  )
}

function stateOf(
  name: FileName,
  { draft, begun, checked }: { readonly draft: Draft; readonly begun: Begun; readonly checked: Checked | undefined },
) {
  const faults = checked?.faults ?? []
  return {
    name,
    value: draft.valueOf(name),
    edited: draft.names.includes(name),
    findings: (checked?.preview?.findings ?? []).filter((finding) => isAbout(finding, name)),
    faults: new Map(faults.flatMap(({ field, message }) => (field === null ? [] : [[field, message] as const]))),
    otherwise: begun.otherwise.find((one) => one.name === name),
  }
}

function Review({ checked, onSaved }: { readonly checked: Checked | undefined; readonly onSaved: () => void }) {
  if (checked === undefined) return null
  if (checked.preview !== null) return <PreviewOf of={checked.preview} onSaved={onSaved} />
  return (
    <Section title="To correct before it can be saved">
      <ul role="alert">
        {checked.faults.map(({ line, message }) => (
          <li key={`${line} ${message}`}>{message}</li>
        ))}
      </ul>
    </Section>
  )
}

/** Always in view: how much is changed, what the check says of it now, and the ways on. */
function DraftBar({
  draft,
  checked,
  checking,
  onReview,
}: {
  readonly draft: Draft
  readonly checked: Checked | undefined
  readonly checking: boolean
  readonly onReview: () => void
}) {
  const many = draft.names.length
  if (many === 0) return null
  return (
    <section className={styles.bar} aria-label="Your draft">
      <p role="status">
        {counted(many, ['change', 'changes'])} not saved. {checking ? 'Checking …' : resultInWords(checked)}
      </p>
      <Button onClick={onReview}>Review and save</Button>
      {checked?.preview && (
        <Button
          component="a"
          variant="default"
          download="attendance-policy-draft.yaml"
          href={asFile(checked.preview.content)}
        >
          Download the draft
        </Button>
      )}
      <Button variant="subtle" onClick={draft.discard}>
        Discard
      </Button>
    </section>
  )
}

function resultInWords(checked: Checked | undefined): string {
  if (checked === undefined) return ''
  if (checked.preview === null) return counted(checked.faults.length, ['value to correct.', 'values to correct.'])
  const open = checked.preview.findings.filter(({ severity }) => severity !== 'note').length
  return open === 0 ? 'Nothing to decide.' : `${counted(open, ['thing', 'things'])} to decide.`
}

const asFile = (content: string) => `data:application/yaml;charset=utf-8,${encodeURIComponent(content)}`
