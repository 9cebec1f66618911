// Selects of the curators' desk, searched by typing. Each choice moves behind the earlier ones, as that order is kept.
const { jQuery } = window.django;

for (const select of document.querySelectorAll("select[data-searchable]")) {
  jQuery(select)
    .select2({ width: "min(40rem, 100%)" })
    .on("select2:select", ({ params }) => {
      const chosen = [...select.selectedOptions].filter((option) => option !== params.data.element);
      select.prepend(...chosen, params.data.element);
      jQuery(select).trigger("change.select2");
    });
}
