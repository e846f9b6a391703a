/** Second names of components: ipywidgets calls them so. */
export const aliases: Record<string, string> = { HBox: "Row", VBox: "Column" };
