import { Button, Kbd } from '@mantine/core'
import { IconPhone, IconUserOff } from '@tabler/icons-react'
import { longDay } from '../../../kernel/day.ts'
import { FLAGS } from '../../../roll/contract.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { dayText, timeText } from '../../../ui/clock.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useMay } from '../../../ui/me.tsx'
import { rungInWords, type ShownChild, type ShownContact, type ShownFamily } from '../../contract.ts'
import type { Board } from './board-answer.ts'
import { type DeskAct, keyOf } from './desk-keys.ts'
import styles from './morning.module.css'
import type { DeskState } from './use-desk.ts'
import { dueInWords, mayLeaveMessage, namesOf, offeredOf } from './words.ts'

/** The contact desk: one family, whom to ring, and one key for what came of it. */
export function Desk({ board, desk }: { readonly board: Board; readonly desk: DeskState }) {
  const { family, contact, call, claim, said, gone } = desk
  if (family === undefined) return null
  return (
    <section className={styles.desk} aria-label="Contact desk">
      <p className={styles.said} role="status">
        {said}
      </p>
      <h3 className={styles.deskName}>{namesOf(family.children)}</h3>
      {gone && (
        <p className={styles.warning}>
          There is no more to follow up here: somebody has found a reason, or the child. If you are ringing this family,
          record what came of it; then take the next one.
        </p>
      )}
      {family.children.map((child) => (
        <ChildFacts key={child.pupilId} child={child} alone={family.children.length === 1} />
      ))}
      <ProblemAlert error={call.error ?? claim.error} />
      {family.ringing !== null && !family.ringing.mine && (
        <p className={styles.warning}>
          {family.ringing.name} is ringing this family, until {timeText(family.ringing.until)} at the latest. Take the
          next one.
        </p>
      )}
      <Contacts family={family} desk={desk} />
      <Outcomes desk={desk} contact={contact} />
      <Ladder family={family} board={board} />
      <History family={family} board={board} />
    </section>
  )
}

function ChildFacts({ child, alone }: { readonly child: ShownChild; readonly alone: boolean }) {
  const { pupilId, name, yearGroup, flags, homeAlone, closed, halves, expectedBack, answerToRead } = child
  return (
    <p className={styles.facts}>
      <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{alone ? 'Their year' : name}</PageLink>
      <span className={styles.quiet} data-plain="name">
        {yearGroup !== null && `Year ${yearGroup}, `}
        absent {halves.includes('AM') ? (halves.includes('PM') ? 'all day' : 'this morning') : 'this afternoon'}
        {closed !== null && `, register closed ${closed}`}
        {flags.length > 0 && `, ${flags.map((kind) => FLAGS[kind].name).join(', ')}`}
      </span>
      {expectedBack !== null && <b> Expected back on {longDay(expectedBack)}, and absent.</b>}
      {homeAlone && <b> At home alone, the family said.</b>}
      {answerToRead && (
        <>
          {' '}
          <PageLink there={{ to: '/absence-reports' }}>The family has answered</PageLink>: read it before you ring.
        </>
      )}
    </p>
  )
}

function Contacts({ family, desk }: { readonly family: ShownFamily; readonly desk: DeskState }) {
  const offered = new Set(offeredOf(family).map(({ contactId }) => contactId))
  if (family.contacts.length === 0)
    return <p className={styles.warning}>The record has no contact. Ask the office to find one, or plan a visit.</p>
  return (
    <ol className={styles.contacts} aria-label="Contacts in the order of calling">
      {family.contacts.map((contact) =>
        offered.has(contact.contactId) ? (
          <ToRing key={contact.contactId} contact={contact} desk={desk} />
        ) : (
          <NotToRing key={contact.contactId} contact={contact} />
        ),
      )}
    </ol>
  )
}

function ToRing({ contact, desk }: { readonly contact: ShownContact; readonly desk: DeskState }) {
  const chosen = desk.contact?.contactId === contact.contactId
  return (
    <li className={chosen ? `${styles.contact} ${styles.chosen}` : styles.contact}>
      <button
        type="button"
        className={styles.contactName}
        aria-pressed={chosen}
        onClick={() => desk.choose(contact.contactId)}
      >
        <b>{contact.name}</b>
        <span className={styles.quiet}>
          {contact.relationship}
          {contact.livesWith && ', lives with'}
          {contact.emergency && ', emergency'}
        </span>
      </button>
      <span className={styles.numbers}>
        {contact.numbers.map(({ kind, number, wrong, alsoBarred }) =>
          wrong ? (
            <s key={number} data-plain="name">
              {number} <span className="visually-hidden">proved wrong</span>
            </s>
          ) : (
            <a key={number} href={`tel:${number.replaceAll(' ', '')}`} onClick={desk.ring}>
              <IconPhone size={15} aria-hidden /> {number} <span className={styles.quiet}>{kind}</span>
              {alsoBarred && (
                <span className={styles.warning}>
                  Also the number of somebody who must not be told. Make sure who answers, and leave no message.
                </span>
              )}
            </a>
          ),
        )}
      </span>
      <span className={styles.quiet} data-plain="list">
        {contact.language !== null && contact.language !== 'English' && <b>Speaks {contact.language}</b>}
        {contact.interpreter && ' through an interpreter. '}
        {contact.triesToday > 0 && ` Rung ${contact.triesToday === 1 ? 'once' : `${contact.triesToday} times`} today.`}
      </span>
      {contact.warning !== '' && <span className={styles.warning}>{contact.warning} Do not speak of that child.</span>}
    </li>
  )
}

/** Shown so that nobody rings them from memory; there is nothing to press. */
function NotToRing({ contact }: { readonly contact: ShownContact }) {
  return (
    <li className={`${styles.contact} ${styles.never}`}>
      <span>
        <IconUserOff size={16} aria-hidden /> {contact.name}, {contact.relationship}
      </span>
      <span className={contact.about.length === 0 ? styles.warning : styles.quiet}>
        {contact.about.length === 0 ? contact.warning : contact.warning || 'No number that works is known.'}
      </span>
    </li>
  )
}

const CALLS: readonly (readonly [DeskAct, string])[] = [
  ['no-answer', 'No answer'],
  ['message-left', 'Message left'],
  ['spoke', 'Spoke, no reason'],
  ['reason', 'Reason'],
  ['return-date', 'Back on …'],
  ['wrong-number', 'Wrong number'],
]
const MORE: readonly (readonly [DeskAct, string])[] = [
  ['safe', 'Seen and safe'],
  ['letter', 'Letter sent'],
  ['visit', 'Plan a visit'],
  ['hand-over', 'Hand over'],
]

function Outcomes({ desk, contact }: { readonly desk: DeskState; readonly contact: ShownContact | undefined }) {
  const mayVisit = useMay()('absence.visit')
  const more = MORE.filter(([act]) => act !== 'visit' || mayVisit)
  return (
    <>
      {contact !== undefined && (
        // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, and no part of a form
        <div className={styles.keys} role="group" aria-label={`What came of ringing ${contact.name}`}>
          <DeskButton desk={desk} act="ring" label="I am ringing" />
          {CALLS.filter(([act]) => act !== 'message-left' || mayLeaveMessage(contact)).map(([act, label]) => (
            <DeskButton key={act} desk={desk} act={act} label={label} />
          ))}
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={styles.keys} role="group" aria-label="Other ways to go on">
        {more.map(([act, label]) => (
          <DeskButton key={act} desk={desk} act={act} label={label} />
        ))}
      </div>
    </>
  )
}

function DeskButton({ desk, act, label }: { readonly desk: DeskState; readonly act: DeskAct; readonly label: string }) {
  return (
    <Button
      variant="default"
      size="sm"
      disabled={desk.call.isPending}
      aria-keyshortcuts={keyOf(act)}
      leftSection={
        <Kbd size="xs" aria-hidden>
          {keyOf(act)}
        </Kbd>
      }
      onClick={() => desk.press(act)}
    >
      {label}
    </Button>
  )
}

function Ladder({ family, board }: { readonly family: ShownFamily; readonly board: Board }) {
  const child = family.children.find(({ rungs }) => rungs.length > 0)
  if (child === undefined) return null
  return (
    <details className={styles.more}>
      <summary>The ladder{family.children.length > 1 && ` of ${child.name}`}</summary>
      <ol className={styles.ladder}>
        {child.rungs.map((rung) => (
          <li key={rung.number} className={styles[rung.state]} data-plain="rule">
            {rungInWords(rung as Parameters<typeof rungInWords>[0])}
            <span className={styles.quiet}>
              {rung.state === 'done'
                ? 'done'
                : rung.state === 'nobody'
                  ? 'nobody to reach'
                  : dueInWords(rung, board.day)}
              {rung.section !== '' && `, section ${rung.section}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function History({ family, board }: { readonly family: ShownFamily; readonly board: Board }) {
  if (family.history.length === 0) return null
  return (
    <details className={styles.more} open>
      <summary>What was tried</summary>
      <ul className={styles.history}>
        {family.history.map((act) => (
          <li key={`${act.at} ${act.what} ${act.about}`}>
            <span className={styles.quiet}>
              {act.day === board.day ? timeText(act.at) : `${dayText(act.at)} ${timeText(act.at)}`}
            </span>
            <span data-plain="name">
              {act.what}
              {act.words !== '' && <q>{act.words}</q>}
              <span className={styles.quiet}>
                {' '}
                {act.by.name}, {act.by.position}
                {family.children.length > 1 && `; about ${act.about}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
