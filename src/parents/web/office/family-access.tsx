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
import { familyAccess, inviteContact } from '../../contract.ts'
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
  const { id, name, relationship, notSeen, invitedAt } = contact
  const [link, setLink] = useState<{ address: string; until: string } | null>(null)
  const act = useAct(inviteContact, { refreshes: [familyAccess], onDone: ({ link: made }) => setLink(made) })
  const invite = (send: boolean) =>
    act.mutate({ params: { schoolId, pupilId, contactId: id as ContactId }, body: { send } })
  return (
    <li>
      <strong>{name}</strong>, {relationship}
      <p className={styles.quiet}>
        {notSeen ??
          (invitedAt === null
            ? 'Sees this child once invited.'
            : `Sees this child. Let in first on ${longDayText(invitedAt)}.`)}
      </p>
      <ProblemAlert error={act.error} />
      {act.data?.channel != null && <p role="status">The link is with the messages, to go by {act.data.channel}.</p>}
      {notSeen === null && (
        <div className={styles.actions}>
          <Button variant="default" size="xs" loading={act.isPending} onClick={() => invite(true)}>
            Send {name} a link
          </Button>
          <Button variant="default" size="xs" loading={act.isPending} onClick={() => invite(false)}>
            Show a link to hand over
          </Button>
        </div>
      )}
      <Modal opened={link !== null} onClose={() => setLink(null)} title={`A link for ${name}`}>
        {link !== null && <HandOver name={name} link={link} onClose={() => setLink(null)} />}
      </Modal>
    </li>
  )
}
