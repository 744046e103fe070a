// Shows /openapi, to read and to try. No validator: nothing of this page may leave the service.
window.SwaggerUIBundle({
  url: "../../openapi?format=JSON",
  dom_id: "#viewer",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
