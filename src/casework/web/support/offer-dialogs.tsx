import type { Day } from '../../../kernel/day.ts'
import { ChoiceField, DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import {
  type OfferShown,
  REFUSED_BECAUSE,
  REFUSED_NAMES,
  SUPPORT_END_NAMES,
  SUPPORT_ENDS,
  type SupportEnd,
} from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import { dayOr, dayOrNone, useSupportAct } from './use-support-act.ts'

export interface OfDialog {
  readonly caseId: string
  readonly offer: OfferShown
  readonly today: Day
  readonly onClose: () => void
}

const REASONS = [
  { value: '', label: 'Not said' },
  ...REFUSED_BECAUSE.map((value) => ({ value, label: REFUSED_NAMES[value] })),
] as const

const ANSWER = { answer: 'accepted', by: '', words: '', because: '', day: '' } as const
interface AnswerValues {
  readonly answer: 'accepted' | 'refused'
  readonly by: string
  readonly words: string
  readonly because: (typeof REASONS)[number]['value']
  readonly day: string
}

/** What the family said, in their words. A no is an answer like a yes. */
export function AnswerDialog({ caseId, offer, today, onClose }: OfDialog) {
  const act = useSupportAct(caseId, onClose)
  const fields = useFields<AnswerValues>({ ...ANSWER, by: offer.to }, act.error)
  const { answer } = fields.values
  return (
    <ActDialog
      title={`${offer.title}: what was the answer?`}
      label="Record the answer"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ by, words, because, day }) =>
        act.keep({
          kind: 'support-answered',
          day: dayOr(day, today),
          body: {
            offerId: offer.offerId,
            ...{ answer, by, words },
            because: answer === 'accepted' || because === '' ? null : because,
          },
        }),
      )}
    >
      <ChoiceField
        label="The answer"
        choices={[
          { value: 'accepted', label: 'Yes, they would like it' },
          { value: 'refused', label: 'No, they do not want it' },
        ]}
        {...fields.bind('answer')}
      />
      <TextField label="Who answered" {...fields.bind('by')} />
      {answer === 'refused' && (
        <ChoiceField
          label="Why not, as far as they said"
          hint="So that the school learns what it offers in the wrong way."
          choices={REASONS}
          {...fields.bind('because')}
        />
      )}
      <LongTextField label="In their own words" optional={answer === 'accepted'} {...fields.bind('words')} />
      <DayField label="When they answered" {...fields.bind('day')} value={fields.values.day || today} />
    </ActDialog>
  )
}

/** Support begins: with whom, and when it is looked at. */
export function BeginDialog({ caseId, offer, today, onClose }: OfDialog) {
  const act = useSupportAct(caseId, onClose)
  const fields = useFields(BEGIN, act.error)
  return (
    <ActDialog
      title={`${offer.title} begins`}
      label="Record that it began"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ giver, day, review, until }) =>
        act.keep({
          kind: 'support-began',
          day: dayOr(day, today),
          body: { offerId: offer.offerId, with: giver, review: dayOrNone(review), until: dayOrNone(until) },
        }),
      )}
    >
      <DayField
        label="First day with it"
        hint="Whether it helped is asked from this day on."
        {...fields.bind('day')}
        value={fields.values.day || today}
      />
      <TextField label="Who gives it" optional {...fields.bind('giver')} />
      <DayField label="To be looked at by" optional {...fields.bind('review')} />
      <DayField label="Last day, where it is known" optional {...fields.bind('until')} />
    </ActDialog>
  )
}
const BEGIN = { giver: '', day: '', review: '', until: '' }

/** How it is going, and when it is looked at next. */
export function ReviewDialog({ caseId, offer, today, onClose }: OfDialog) {
  const act = useSupportAct(caseId, onClose)
  const fields = useFields(REVIEW, act.error)
  return (
    <ActDialog
      title={`${offer.title}: how is it going?`}
      label="Record it"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ words, next }) =>
        act.keep({
          kind: 'support-reviewed',
          day: today,
          body: { offerId: offer.offerId, words, next: dayOrNone(next) },
        }),
      )}
    >
      <LongTextField label="How it is going" hint="What the child says of it comes first." {...fields.bind('words')} />
      <DayField label="To be looked at next by" optional {...fields.bind('next')} />
    </ActDialog>
  )
}
const REVIEW = { words: '', next: '' }

const ENDING: { readonly outcome: SupportEnd; readonly words: string; readonly day: string } = {
  outcome: 'helped',
  words: '',
  day: '',
}

/** Support ends, and what changed. */
export function EndDialog({ caseId, offer, today, onClose }: OfDialog) {
  const act = useSupportAct(caseId, onClose)
  const fields = useFields(ENDING, act.error)
  return (
    <ActDialog
      title={`${offer.title} has ended`}
      label="Record that it ended"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ outcome, words, day }) =>
        act.keep({
          kind: 'support-ended',
          day: dayOr(day, today),
          body: { offerId: offer.offerId, outcome, words },
        }),
      )}
    >
      <ChoiceField
        label="How it went"
        choices={SUPPORT_ENDS.map((value) => ({ value, label: SUPPORT_END_NAMES[value] }))}
        {...fields.bind('outcome')}
      />
      <LongTextField label="What changed for the child" {...fields.bind('words')} />
      <DayField label="Last day with it" {...fields.bind('day')} value={fields.values.day || today} />
    </ActDialog>
  )
}

const WHY = { words: '' }

/** An offer that turned out not to suit, or a support that was considered and not offered. */
export function UnsuitableDialog({
  caseId,
  of,
  today,
  onClose,
}: Omit<OfDialog, 'offer'> & {
  readonly of: Pick<OfferShown, 'supportId' | 'title' | 'kind'> & { readonly offerId: string | null }
}) {
  const act = useSupportAct(caseId, onClose)
  const fields = useFields(WHY, act.error)
  return (
    <ActDialog
      title={`${of.title} does not suit`}
      label="Record that it does not suit"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ words }) =>
        act.keep({ kind: 'support-unsuitable', day: today, body: { ...of, words } }),
      )}
    >
      <LongTextField
        label="Why it does not suit this child"
        hint="It is read again if anybody ever thinks of a formal step."
        {...fields.bind('words')}
      />
    </ActDialog>
  )
}
