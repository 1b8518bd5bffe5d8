import type { Answers } from '../../contract.ts'

/** Answers as they are sent. */
export function bodyOfAnswers({ answers, words, declined }: Answers) {
  return {
    answers: [...answers],
    words: [...words],
    ...(declined === undefined ? {} : { declined: [...declined] }),
  }
}
