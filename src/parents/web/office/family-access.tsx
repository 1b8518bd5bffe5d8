import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { HandOver } from '../../../identity/web/index.ts'
import type { ContactId, PupilId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { longDayText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { endFamilyAccess, familyAccess, inviteContact } from '../../contract.ts'
import styles from '../family.module.css'

type Contact = Answer<typeof familyAccess>['contacts'][number]

/** Which contacts see this child on the family page, and the way to invite one. */
export function FamilyAccess({ pupilId }: { readonly pupilId: PupilId }) {
  const may = useMay()('family.invite')
  const schoolId = useSchoolId()
  const asked = useOperation(familyAccess, { params: { schoolId, pupilId } }, { when: may })
  if (!may) return null
  return (
    <Section title="Family page" card>
      <Answered question={asked}>
        {({ contacts }) =>
          contacts.length === 0 ? (
            'No contact is on record, so nobody can be invited.'
          ) : (
            <ul className={styles.cards}>
              {contacts.map((contact) => (
                <Invite key={contact.id} pupilId={pupilId} contact={contact} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Section>
  )
}

function Invite({ pupilId, contact }: { readonly pupilId: PupilId; readonly contact: Contact }) {
  const schoolId = useSchoolId()
  const { id, name, relationship, notSeen, accounts } = contact
  const [link, setLink] = useState<{ address: string; until: string } | null>(null)
  const act = useAct(inviteContact, { refreshes: [familyAccess], onDone: ({ link: made }) => setLink(made) })
  const invite = (send: boolean) =>
    act.mutate({ params: { schoolId, pupilId, contactId: id as ContactId }, body: { send } })
  return (
    <li>
      <strong>{name}</strong>, {relationship}
      <p className={styles.quiet}>
        {notSeen ?? (accounts.length === 0 ? 'Sees this child once invited.' : 'Sees this child.')}
      </p>
      {accounts.length > 0 && (
        <ul className={styles.quiet}>
          {accounts.map((account) => (
            <li key={account.since}>{accountWords(account)}</li>
          ))}
        </ul>
      )}
      <ProblemAlert error={act.error} />
      {act.data?.channel != null && <p role="status">The link is with the messages, to go by {act.data.channel}.</p>}
      <div className={styles.actions}>
        {notSeen === null && (
          <>
            <Button variant="default" size="xs" loading={act.isPending} onClick={() => invite(true)}>
              Send {name} a link
            </Button>
            <Button variant="default" size="xs" loading={act.isPending} onClick={() => invite(false)}>
              Show a link to hand over
            </Button>
          </>
        )}
        {accounts.length > 0 && <EndAccess pupilId={pupilId} contact={contact} />}
      </div>
      <Modal opened={link !== null} onClose={() => setLink(null)} title={`A link for ${name}`}>
        {link !== null && <HandOver name={name} link={link} onClose={() => setLink(null)} />}
      </Modal>
    </li>
  )
}

/** "Let in on Monday 23 November 2026, last signed in on Tuesday 24 November 2026." */
function accountWords({ since, joined, lastSignIn }: Contact['accounts'][number]): string {
  const how = joined ? 'Joined to a page for other children on' : 'Let in on'
  const last = lastSignIn === null ? 'not signed in since' : `last signed in on ${longDayText(lastSignIn)}`
  return `${how} ${longDayText(since)}, ${last}.`
}

function EndAccess({ pupilId, contact }: { readonly pupilId: PupilId; readonly contact: Contact }) {
  const schoolId = useSchoolId()
  const { id, name, notSeen } = contact
  const [asked, setAsked] = useState(false)
  const act = useAct(endFamilyAccess, { refreshes: [familyAccess], onDone: () => setAsked(false) })
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setAsked(true)}>
        End {name}’s access
      </Button>
      <Modal opened={asked} onClose={() => setAsked(false)} title={`End ${name}’s access to the family page`}>
        <p>
          Every sign-in of theirs at this school ends at once, with links not yet opened and their password. Do this
          where a telephone was lost, or somebody else may have opened a link.
        </p>
        {notSeen === null && (
          <p>
            They may come back by a new link, as the record lets them see this child. To keep them out, change the
            contact.
          </p>
        )}
        <ProblemAlert error={act.error} />
        <Button
          color="red"
          loading={act.isPending}
          onClick={() => act.mutate({ params: { schoolId, pupilId, contactId: id as ContactId } })}
        >
          End their access
        </Button>
      </Modal>
    </>
  )
}
