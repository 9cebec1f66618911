// <own-time-zone> round a form: its hidden field time_zone gets the zone of this device.
class OwnTimeZone extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("[name=time_zone]");
    if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }
}

customElements.define("own-time-zone", OwnTimeZone);
