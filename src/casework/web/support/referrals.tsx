import { Button } from '@mantine/core'
import { useState } from 'react'
import { longDay, shortDay } from '../../../kernel/day.ts'
import { ChoiceField, DayField, LongTextField } from '../../../ui/components/fields.tsx'
import { StatusPill, type StatusTone } from '../../../ui/components/status-pill.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { REFERRAL_OUTCOMES, type ReferralOutcome, type ReferralShown } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import type { Help } from './shown.ts'
import styles from './support.module.css'
import { dayOr, dayOrNone, useSupportAct } from './use-support-act.ts'

const STATES: Readonly<Record<ReferralShown['state'], readonly [StatusTone, string]>> = {
  sent: ['waiting', 'No answer yet'],
  'no answer': ['waiting', 'Asked again, no answer'],
  'waiting list': ['waiting', 'On the waiting list'],
  accepted: ['waiting', 'Taken on'],
  declined: ['quiet', 'Declined'],
  seen: ['done', 'Seen'],
}

const OUTCOME_NAMES: Readonly<Record<ReferralOutcome, string>> = {
  accepted: 'They take the family on',
  'waiting list': 'They are on a waiting list',
  declined: 'They declined',
  seen: 'The child or family was seen',
  'no answer': 'I asked again, and there is no answer',
}

/** Where the family was referred, how long it has waited, and what the service said. */
export function Referrals({
  caseId,
  help,
  mayWrite,
}: {
  readonly caseId: string
  readonly help: Help
  readonly mayWrite: boolean
}) {
  if (help.referrals.length === 0) return null
  return (
    <>
      <h3 className={styles.part}>Referrals</h3>
      <ul className={styles.cards}>
        {help.referrals.map((referral) => (
          <ReferralCard key={referral.referralId} {...{ caseId, help, referral, mayWrite }} />
        ))}
      </ul>
    </>
  )
}

function ReferralCard({
  caseId,
  help,
  referral,
  mayWrite,
}: {
  readonly caseId: string
  readonly help: Help
  readonly referral: ReferralShown
  readonly mayWrite: boolean
}) {
  const { service, state, sent, how, consent, words, over, until, outcomes } = referral
  const [telling, setTelling] = useState(false)
  const [tone, name] = STATES[state]
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h4 className={styles.name}>{service}</h4>
        <StatusPill tone={tone}>{name}</StatusPill>
      </div>
      <p>
        <Waited of={referral} />
        {until !== null && `, until ${shortDay(until)} as they say`}
      </p>
      <p className={styles.quiet}>
        Referred {longDay(sent)}: {how}. Agreed by {consent}.
      </p>
      {words !== '' && <p>{words}</p>}
      {outcomes.map((one) => (
        <p key={`${one.day} ${one.outcome}`}>
          {shortDay(one.day)}: {OUTCOME_NAMES[one.outcome]}
          {one.words !== '' && `. ${one.words}`}
        </p>
      ))}
      {mayWrite && over === null && (
        <div className={styles.actions}>
          <Button
            variant="default"
            size="compact-md"
            aria-label={`What did they say: ${service}`}
            onClick={() => setTelling(true)}
          >
            What did they say?
          </Button>
        </div>
      )}
      {telling && <OutcomeDialog {...{ caseId, help, referral }} onClose={() => setTelling(false)} />}
    </li>
  )
}

/** The days are counted from the day beside them. */
function Waited({ of: { waited, over } }: { readonly of: ReferralShown }) {
  const days = waited === 1 ? '1 day' : `${waited} days`
  return <span data-plain="inside">{over === null ? `Waiting for ${days}` : `It took ${days}`}</span>
}

const TOLD: {
  readonly outcome: ReferralOutcome
  readonly until: string
  readonly words: string
  readonly day: string
} = { outcome: 'accepted', until: '', words: '', day: '' }

function OutcomeDialog({
  caseId,
  help,
  referral,
  onClose,
}: {
  readonly caseId: string
  readonly help: Help
  readonly referral: ReferralShown
  readonly onClose: () => void
}) {
  const act = useSupportAct(caseId, onClose)
  const fields = useFields(TOLD, act.error)
  const { outcome } = fields.values
  return (
    <ActDialog
      title={`${referral.service}: what did they say?`}
      label="Record it"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ until, words, day }) =>
        act.keep({
          kind: 'referral-outcome',
          day: dayOr(day, help.today),
          body: {
            ...{ referralId: referral.referralId, outcome, words },
            until: outcome === 'waiting list' ? dayOrNone(until) : null,
          },
        }),
      )}
    >
      <ChoiceField
        label="What they said"
        choices={REFERRAL_OUTCOMES.map((value) => ({ value, label: OUTCOME_NAMES[value] }))}
        {...fields.bind('outcome')}
      />
      {outcome === 'waiting list' && (
        <DayField
          label="Until when, as they say"
          hint="On that day it is on the work list."
          optional
          {...fields.bind('until')}
        />
      )}
      <LongTextField label={outcome === 'declined' ? 'Why' : 'In a few words'} optional {...fields.bind('words')} />
      <DayField label="When" {...fields.bind('day')} value={fields.values.day || help.today} />
    </ActDialog>
  )
}
