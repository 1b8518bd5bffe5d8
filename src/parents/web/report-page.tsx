import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { REPORT_CATEGORIES, type ReportCategory } from '../../absence/contract.ts'
import type { Day } from '../../kernel/day.ts'
import { PageLink, useGo } from '../../ui/address/page-link.tsx'
import { dayText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { CheckField, ChoiceField, DayField, LongTextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { newKey } from '../../ui/new-key.ts'
import { useOperation } from '../../ui/use-operation.ts'
import { type FamilyChild, myFamily } from '../contract.ts'
import { ChooseChildren } from './choose-children.tsx'
import { ChooseFile } from './choose-file.tsx'
import styles from './family.module.css'
import { FamilyFrame } from './family-frame.tsx'
import { FILE_WORDS } from './report-files.tsx'
import { useSendReport } from './use-send-report.ts'
import { CATEGORY_WORDS } from './words.ts'

/** An absence in under a minute: who, what, until when; the rest is filled in. */
export function Page() {
  const family = useOperation(myFamily, {})
  return (
    <FamilyFrame>
      <PageHeader
        title="Report an absence"
        above={<PageLink there={{ to: '/family', place: 'account' }}>My children</PageLink>}
      />
      <Answered question={family}>{({ children }) => <Form family={children} />}</Answered>
    </FamilyFrame>
  )
}

type Ends = 'one' | 'day' | 'returns' | 'unknown'

const ENDS: readonly { readonly value: Ends; readonly label: string }[] = [
  { value: 'one', label: 'That day only' },
  { value: 'returns', label: 'I know when they will be back' },
  { value: 'day', label: 'I know the last day away' },
  { value: 'unknown', label: 'I do not know yet' },
]

function untilOf(ends: Ends, first: Day, last: Day) {
  if (ends === 'unknown') return { kind: ends }
  return ends === 'one' ? { kind: 'day' as const, day: first } : { kind: ends, day: last }
}

function Form({ family: children }: { readonly family: readonly FamilyChild[] }) {
  const go = useGo()
  const today = dayText(useNow(60))
  const [only] = children.length === 1 ? children : []
  const [chosen, setChosen] = useState<readonly string[]>(only === undefined ? [] : [only.pupilId])
  const [category, setCategory] = useState<ReportCategory | undefined>()
  // Made once: a second press of the button is the same reports, not more of them.
  const [keys] = useState(() => new Map(children.map(({ pupilId }) => [pupilId, newKey()])))
  const [file, setFile] = useState<File>()
  const act = useSendReport(() => go({ to: '/family', place: 'account' }))
  const fields = useFields(EMPTY, act.error)
  const { ends } = fields.values
  const send = (values: typeof EMPTY) => {
    if (category === undefined) return
    const first = (values.first || today) as Day
    act.mutate({
      file,
      body: {
        children: children
          .filter(({ pupilId }) => chosen.includes(pupilId))
          .map(({ schoolId, pupilId }) => ({ schoolId, pupilId, id: keys.get(pupilId) ?? newKey() })),
        first: { day: first, half: values.half },
        until: untilOf(ends, first, values.last as Day),
        category,
        words: values.words,
        // Not ticked is not said: nobody knows.
        alone: values.alone ? true : null,
      },
    })
  }
  return (
    <form noValidate onSubmit={fields.submit(send)}>
      <Stack gap="lg">
        {children.length > 1 && <ChooseChildren chosen={chosen} onChange={setChosen} family={children} />}
        {only !== undefined && <p className={styles.said}>For {only.fullName}.</p>}
        <fieldset className={`${styles.choices} ${styles.two}`}>
          <legend>What is it?</legend>
          {REPORT_CATEGORIES.map((one) => (
            <label key={one} className={styles.choice}>
              <input type="radio" name="category" checked={category === one} onChange={() => setCategory(one)} />
              {CATEGORY_WORDS[one]}
            </label>
          ))}
        </fieldset>
        {category === 'holiday' && (
          <p className={styles.asked}>
            A holiday or trip needs the head’s agreement before it begins.{' '}
            <PageLink there={{ to: '/family/leave', place: 'account' }}>Ask for leave</PageLink> instead, if it is still
            to come.
          </p>
        )}
        <DayField label="First day away" {...fields.bind('first')} value={fields.values.first || today} />
        <ChoiceField
          label="From"
          choices={[
            { value: 'AM', label: 'The morning' },
            { value: 'PM', label: 'The afternoon' },
          ]}
          {...fields.bind('half')}
        />
        <ChoiceField label="Until when?" choices={ENDS} {...fields.bind('ends')} />
        {(ends === 'day' || ends === 'returns') && (
          <DayField label={ends === 'day' ? 'Last day away' : 'Back in school on'} {...fields.bind('last')} />
        )}
        <CheckField
          label="At home alone: no grown-up is there"
          hint="The office then follows this up among the first."
          {...fields.bind('alone')}
        />
        <LongTextField
          label="Anything the school should know"
          optional
          rows={2}
          hint="The attendance office reads it, teachers do not."
          {...fields.bind('words')}
        />
        <Evidence file={file} onChange={setFile} />
        {act.reported && act.error !== null && (
          <p className={styles.asked}>The school has your report. Only the photograph or letter has not gone:</p>
        )}
        <ProblemAlert error={act.error} />
        <Button
          type="submit"
          size="md"
          loading={act.isPending}
          disabled={chosen.length === 0 || category === undefined}
        >
          {act.reported && act.error !== null
            ? file === undefined
              ? 'Go on without it'
              : 'Send it again'
            : 'Send to the school'}
        </Button>
        {(chosen.length === 0 || category === undefined) && (
          <p className={styles.quiet}>{chosen.length === 0 ? 'Choose a child first.' : 'Choose what it is first.'}</p>
        )}
      </Stack>
    </form>
  )
}

function Evidence({
  file,
  onChange,
}: {
  readonly file: File | undefined
  readonly onChange: (file: File | undefined) => void
}) {
  return (
    <div>
      <p className={styles.dayName}>A photograph or a letter, if you have one</p>
      <p className={styles.quiet}>{FILE_WORDS}</p>
      {file === undefined ? (
        <ChooseFile about="with this report" onChoose={onChange} />
      ) : (
        <p className={styles.said}>
          {file.name || 'Photograph'} goes with the report.{' '}
          <Button variant="subtle" size="compact-md" onClick={() => onChange(undefined)}>
            Leave it out
          </Button>
        </p>
      )}
    </div>
  )
}

const EMPTY = { first: '', half: 'AM' as 'AM' | 'PM', ends: 'one' as Ends, last: '', words: '', alone: false }
