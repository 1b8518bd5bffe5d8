import { z } from 'zod'
import { fullName } from '../../kernel/names.ts'
import { pupilIdShape } from '../../kernel/shapes.ts'
import { getPupil } from '../../roll/contract.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { listChoices, listMessages } from '../contract.ts'
import { CameBack } from './came-back.tsx'
import { ContactWays } from './contact-ways.tsx'
import { MessageCard } from './message-card.tsx'
import styles from './messaging.module.css'
import { WriteMessage } from './write-message.tsx'

/** Messages about one pupil: how each contact is written to, a new message, and what was sent this year. */
export function Page() {
  const schoolId = useSchoolId()
  const { pupilId } = usePageParams(z.object({ pupilId: pupilIdShape }))
  const maySend = useMay()('messages.send')
  const pupil = useOperation(getPupil, { params: { schoolId, pupilId } })
  const choices = useOperation(listChoices, { params: { schoolId, pupilId } })
  const messages = useOperation(listMessages, { params: { schoolId }, querystring: { pupilId } })
  const name =
    pupil.data === undefined ? 'a pupil' : fullName(pupil.data.preferredForename, pupil.data.preferredSurname)
  return (
    <>
      <PageHeader
        title={`Messages about ${name}`}
        above={<PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>}
        lead="How each contact is written to, a new message, and what was sent in the last seven days."
      />
      <Answered question={choices}>
        {({ contacts }) => (
          <>
            {maySend && <WriteMessage pupilId={pupilId} contacts={contacts} />}
            <Section title="How each contact is written to">
              <ContactWays pupilId={pupilId} contacts={contacts} />
            </Section>
          </>
        )}
      </Answered>
      <Section title="Messages of the last seven days, and those still open">
        <Answered question={messages}>
          {(answer) =>
            answer.messages.length === 0 ? (
              <EmptyState title="No messages" because="Nothing was sent about this pupil in the last seven days." />
            ) : (
              <ul className={styles.list}>
                {answer.messages.map((message) => (
                  <MessageCard key={message.id} message={message}>
                    {maySend && message.channel === 'letter' && message.state === 'sent' && (
                      <div className={styles.foot}>
                        <CameBack messageId={message.id} name={message.contactName} />
                      </div>
                    )}
                  </MessageCard>
                ))}
              </ul>
            )
          }
        </Answered>
      </Section>
    </>
  )
}
