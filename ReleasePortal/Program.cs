var builder = WebApplication.CreateBuilder(args);

var app = builder.Build();

app.MapGet("/", () => "ReleasePortal");

await app.RunAsync();
