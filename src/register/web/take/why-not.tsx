import { IconEye, IconHourglass, IconInbox, IconLock } from '@tabler/icons-react'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useMay, useReach } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { type HandedRegister, listHanded, type Register } from '../../contract.ts'
import { outcomeWords, takenWords } from '../handed/handed-words.ts'
import { type RegisterAddress, registerKey } from '../offline/kept-database.ts'
import { ReopenRegisterButton } from './reopen-register-button.tsx'
import styles from './why-not.module.css'

interface OfOneRegister {
  readonly register: Register
  readonly address: RegisterAddress
}

/** In place of Save, for whoever cannot: how the register stands, who can still change it, and the way there. */
export function WhyNot({ register, address }: OfOneRegister) {
  const may = useMay()
  const handed = useHanded(address)
  const { groupId, day } = address as { groupId: string; day: string }
  const closed = register.state === 'closed'
  const amends = may('register.amend')
  return (
    <div className={styles.note} role="note">
      <Sign register={register} handed={handed !== undefined} />
      <div className={styles.words}>
        {handed === undefined ? (
          <>
            <p>{register.whyNot}</p>
            {closed && (
              <p>
                {amends
                  ? 'An amendment keeps the mark as it was beside the new one, with your name and the time.'
                  : 'The office amends a mark with the reason for it; the mark as it was stays in the register’s history.'}
              </p>
            )}
          </>
        ) : (
          <p>
            You took this register {takenWords(handed)}, and it came too late to be saved. {outcomeWords(handed)}
          </p>
        )}
      </div>
      {amends && register.clock.phase !== 'before' && (
        <PageButton variant="default" there={{ to: '/week', search: { group: groupId, day } }}>
          Amend in the week grid
        </PageButton>
      )}
      {closed && may('register.reopen') && <ReopenRegisterButton address={address} group={register.group.name} />}
    </div>
  )
}

function Sign({ register, handed }: { readonly register: Register; readonly handed: boolean }) {
  if (handed) return <IconInbox size={22} aria-hidden />
  if (register.state === 'closed') return <IconLock size={22} aria-hidden />
  return register.clock.phase === 'before' ? <IconHourglass size={22} aria-hidden /> : <IconEye size={22} aria-hidden />
}

/** This register as the caller handed it to the office, where they did: whoever did need not tell the office again. */
function useHanded(address: RegisterAddress): HandedRegister | undefined {
  const own = useReach('register.take') === 'own'
  const { schoolId } = address
  const { data } = useOperation(listHanded, { params: { schoolId } }, { when: own, everySeconds: 30 })
  return data?.registers.findLast((one) => registerKey({ ...one, schoolId }) === registerKey(address))
}
