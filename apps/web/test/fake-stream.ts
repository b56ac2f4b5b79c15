/** A stream of live news that the test speaks through. */
export class FakeStream extends EventTarget {
  static newest: FakeStream | undefined;
  readyState = 1;
  constructor(readonly url: string) {
    super();
    FakeStream.newest = this;
  }
  close(): void {
    this.readyState = 2;
  }
  say(topic: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(topic, { data: JSON.stringify(data) }));
  }
}
