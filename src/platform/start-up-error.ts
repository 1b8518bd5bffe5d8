/** Why Firstbell cannot start (or carry out a command), as one plain sentence for the person at the keyboard that says what to do. */
export class StartUpError extends Error {
  readonly sentence: string
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'StartUpError'
    this.sentence = sentence
  }
}
