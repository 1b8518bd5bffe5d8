import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import type { ContactId, PupilId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { type Fields, useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { ACTION_NAMES, type ActionKind, DEFENCES, referAction, type weighActions } from '../../contract.ts'
import styles from './beyond.module.css'

type Weighed = Answer<typeof weighActions>

interface Props {
  readonly kind: ActionKind
  readonly pupilId: PupilId
  readonly weighed: Weighed
}

const keyOf = ({ day, half }: { readonly day: string; readonly half: string }) => `${day} ${half}`

type Typed = Record<string, string>
type Session = Weighed['sessions'][number]

const orNull = (words: string | undefined) => (words === undefined || words === '' ? null : words)

function chosenOf(free: readonly Session[], chosen: ReadonlySet<string>) {
  return free.filter((one) => chosen.has(keyOf(one))).map(({ day, half }) => ({ day, half }))
}

/** What was typed, as a referral. */
function referralOf(kind: ActionKind, typed: Typed) {
  const court = kind === 'prosecution'
  const of = (name: string) => typed[name] ?? ''
  return {
    kind,
    because: of('because'),
    to: of('to'),
    // An id that came from the server's own list.
    contactId: orNull(typed.contactId) as ContactId | null,
    follows: orNull(typed.follows),
    homeAuthority: orNull(typed.homeAuthority),
    whyParent: orNull(typed.whyParent),
    orderWeighed: court ? { suits: of('order') === 'yes', words: of('orderWords') } : null,
    defences: court
      ? DEFENCES.filter((defence) => of(defence) !== '').map((defence) => ({ defence, words: of(defence) }))
      : [],
  }
}

function Sessions(props: {
  readonly of: readonly Session[]
  readonly chosen: ReadonlySet<string>
  readonly onTurn: (key: string) => void
}) {
  return (
    <fieldset className={styles.sessions}>
      <legend>
        Sessions it is about: {props.chosen.size} of {props.of.length}
      </legend>
      {props.of.map((one) => (
        <Checkbox
          key={keyOf(one)}
          label={`${shortDay(one.day)}, ${one.half === 'AM' ? 'morning' : 'afternoon'}: ${one.code}`}
          checked={props.chosen.has(keyOf(one))}
          onChange={() => props.onTurn(keyOf(one))}
        />
      ))}
    </fieldset>
  )
}

/** The head's referral: to whom, about whom, about which sessions, and what was weighed. */
export function ReferForm({ kind, pupilId, weighed }: Props) {
  const schoolId = useSchoolId()
  const go = useGo()
  const [ids] = useState(() => ({ key: newKey(), threadId: newKey() }))
  const refer = useAct(referAction, {
    onDone: ({ threadId }) => go({ to: '/beyond-notices/$threadId', params: { threadId } }),
  })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(weighed.sessions.map(keyOf)))
  const court = kind === 'prosecution'
  const fields = useFields(
    {
      because: '',
      to: weighed.authority ?? '',
      contactId: kind === 'fast track' ? '' : (weighed.parents[0]?.id ?? ''),
      follows: '',
      homeAuthority: '',
      whyParent: '',
      order: 'no',
      orderWords: '',
      ...Object.fromEntries(DEFENCES.map((defence) => [defence, ''])),
    } as Typed,
    refer.error,
  )
  // What this parent paid for, or may still pay for, is nothing to refer; for another parent it may be.
  const free = weighed.sessions.filter(({ settledFor }) => !settledFor.some((id) => id === fields.values.contactId))
  const stopped = weighed.kinds
    .find((one) => one.kind === kind)
    ?.refusedFor.find(({ id }) => id === fields.values.contactId)?.why
  const send = (typed: Typed) =>
    refer.mutate({
      params: { schoolId, pupilId },
      body: { ...ids, ...referralOf(kind, typed), sessions: chosenOf(free, chosen) },
    })
  const turn = (key: string) => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    setChosen(next)
  }
  return (
    <Section title={`Refer: ${ACTION_NAMES[kind].toLowerCase()}`} card>
      <form className={styles.form} noValidate onSubmit={fields.submit(send)}>
        <ProblemAlert error={refer.error} />
        {kind !== 'fast track' && (
          <ChoiceField
            label="About which parent"
            hint="Each parent has a referral of their own."
            choices={weighed.parents.map(({ id, name, relationship }) => ({
              value: id as string,
              label: `${name} (${relationship})`,
            }))}
            {...fields.bind('contactId')}
          />
        )}
        <AboutParent weighed={weighed} stopped={stopped} fields={fields} />
        <TextField label="To which authority" {...fields.bind('to')} />
        <TextField
          label="The family lives in the area of another authority"
          optional
          {...fields.bind('homeAuthority')}
        />
        <LongTextField label="Why now, and why nothing else" {...fields.bind('because')} />
        {weighed.follows.length > 0 && (
          <ChoiceField
            label="It follows on"
            choices={[
              { value: '', label: 'Nothing in particular' },
              ...weighed.follows.map(({ threadId, words }) => ({ value: threadId, label: words })),
            ]}
            {...fields.bind('follows')}
          />
        )}
        {court && <CourtFields fields={fields} />}
        {kind !== 'parenting order' && (
          <Sessions of={free} chosen={new Set(free.map(keyOf).filter((key) => chosen.has(key)))} onTurn={turn} />
        )}
        <Button type="submit" loading={refer.isPending} disabled={stopped !== undefined}>
          Refer to the authority
        </Button>
      </form>
    </Section>
  )
}

/** Why nothing can be referred about the chosen parent now, and what has to be said of them first. */
function AboutParent(props: {
  readonly weighed: Weighed
  readonly stopped: string | undefined
  readonly fields: Fields<Typed>
}) {
  const { weighed, stopped, fields } = props
  const parent = weighed.parents.find(({ id }) => id === fields.values.contactId)
  const ask = parent?.ask ?? parent?.notTold ?? null
  return (
    <>
      {stopped !== undefined && (
        <p>
          <strong>Not now.</strong> {stopped}
        </p>
      )}
      {parent !== undefined && ask !== null && (
        <LongTextField
          label={`Why ${parent.name} is a parent in law, and what was settled`}
          hint={`${parent.because}. ${ask}`}
          rows={2}
          {...fields.bind('whyParent')}
        />
      )}
    </>
  )
}

function CourtFields({ fields }: { readonly fields: Fields<Typed> }) {
  return (
    <>
      <ChoiceField
        label="Would an education supervision order suit?"
        hint="The authority considers one before it prosecutes."
        choices={[
          { value: 'no', label: 'No' },
          { value: 'yes', label: 'Yes' },
        ]}
        {...fields.bind('order')}
      />
      <LongTextField label="Why, or why not" rows={2} {...fields.bind('orderWords')} />
      <p className={styles.quiet}>
        What the parent may answer in court (section 444(3) to (6) Education Act 1996, not verified). Write down what
        the school knows of each that somebody has spoken of.
      </p>
      {DEFENCES.map((defence) => (
        <TextField
          key={defence}
          label={`${defence.charAt(0).toUpperCase()}${defence.slice(1)}`}
          optional
          {...fields.bind(defence)}
        />
      ))}
    </>
  )
}
