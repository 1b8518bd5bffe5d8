import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { type Day, longDay, shortDay } from '../../../kernel/day.ts'
import { StatusPill, type StatusTone } from '../../../ui/components/status-pill.tsx'
import { BARRIERS, type OfferShown, REFUSED_NAMES, SUPPORT_END_NAMES } from '../../contract.ts'
import { AnswerDialog, BeginDialog, EndDialog, ReviewDialog, UnsuitableDialog } from './offer-dialogs.tsx'
import type { Help } from './shown.ts'
import styles from './support.module.css'

const STATES: Readonly<Record<OfferShown['state'], readonly [StatusTone, string]>> = {
  offered: ['waiting', 'No answer yet'],
  accepted: ['now', 'Accepted, not begun'],
  refused: ['quiet', 'Not wanted'],
  running: ['done', 'Running'],
  ended: ['quiet', 'Ended'],
  unsuitable: ['quiet', 'Does not suit'],
}

/** One offer: to whom, what was said, how it goes, how it ended. */
export function OfferCard({
  caseId,
  offer,
  help,
  mayWrite,
}: {
  readonly caseId: string
  readonly offer: OfferShown
  readonly help: Help
  readonly mayWrite: boolean
}) {
  const { title, state, to, offered, words, barrierId, reviews, ended } = offer
  const [tone, name] = STATES[state]
  const barrier = help.barriers.find((one) => one.barrierId === barrierId)
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3 className={styles.name}>{title}</h3>
        <StatusPill tone={tone}>{name}</StatusPill>
      </div>
      <p className={styles.quiet}>
        Offered to {to}, {longDay(offered)}
        {barrier !== undefined && `, for: ${BARRIERS[barrier.kind].title.toLowerCase()}`}
      </p>
      {words !== '' && <p>{words}</p>}
      <Answered offer={offer} />
      <Running offer={offer} today={help.today} />
      {reviews.map((review) => (
        <p key={`${review.day} ${review.words}`}>
          {shortDay(review.day)}: {review.words}
        </p>
      ))}
      {ended !== null && (
        <p>
          {ended.outcome !== null && `${SUPPORT_END_NAMES[ended.outcome]}, ${shortDay(ended.day)}. `}
          {ended.words}
        </p>
      )}
      {mayWrite && <Acts {...{ caseId, offer }} today={help.today} />}
    </li>
  )
}

function Answered({ offer: { answer } }: { readonly offer: OfferShown }) {
  if (answer === null) return null
  const { by, day, words, because } = answer
  return (
    <p>
      {by}, {shortDay(day)}: {answer.answer === 'accepted' ? 'yes' : 'no'}
      {because !== null && `. ${REFUSED_NAMES[because]}`}
      {words !== '' && (
        <>
          . <q data-plain="name">{words}</q>
        </>
      )}
    </p>
  )
}

function Running({ offer: { state, began, review }, today }: { readonly offer: OfferShown; readonly today: Day }) {
  if (began === null) return null
  return (
    <p>
      Since {shortDay(began.day)}
      {began.with !== '' && `, with ${began.with}`}
      {began.until !== null && `, until ${shortDay(began.until)}`}
      {state === 'running' && review !== null && (
        <>
          {'. '}
          {review < today ? (
            <StatusPill tone="problem">Was to be looked at by {shortDay(review)}</StatusPill>
          ) : (
            `To be looked at by ${shortDay(review)}`
          )}
        </>
      )}
    </p>
  )
}

type Doing = 'answer' | 'begin' | 'review' | 'end' | 'unsuitable'

const NEXT: Readonly<Record<OfferShown['state'], readonly (readonly [Doing, string])[]>> = {
  offered: [
    ['answer', 'Record the answer'],
    ['unsuitable', 'It does not suit'],
  ],
  accepted: [
    ['begin', 'It begins'],
    ['unsuitable', 'It does not suit'],
  ],
  running: [
    ['review', 'How is it going?'],
    ['end', 'It has ended'],
    ['unsuitable', 'It does not suit'],
  ],
  refused: [],
  ended: [],
  unsuitable: [],
}

function Acts({ caseId, offer, today }: { readonly caseId: string; readonly offer: OfferShown; readonly today: Day }) {
  const [doing, setDoing] = useState<Doing>()
  const next = NEXT[offer.state]
  if (next.length === 0) return null
  const of = { caseId, offer, today, onClose: () => setDoing(undefined) }
  const { offerId, supportId, title, kind } = offer
  const dialogs: Readonly<Record<Doing, () => ReactNode>> = {
    answer: () => <AnswerDialog {...of} />,
    begin: () => <BeginDialog {...of} />,
    review: () => <ReviewDialog {...of} />,
    end: () => <EndDialog {...of} />,
    unsuitable: () => (
      <UnsuitableDialog {...{ caseId, today }} of={{ offerId, supportId, title, kind }} onClose={of.onClose} />
    ),
  }
  return (
    <div className={styles.actions}>
      {next.map(([what, label]) => (
        <Button
          key={what}
          variant="default"
          size="compact-md"
          aria-label={`${label}: ${title}`}
          onClick={() => setDoing(what)}
        >
          {label}
        </Button>
      ))}
      {doing !== undefined && dialogs[doing]()}
    </div>
  )
}
