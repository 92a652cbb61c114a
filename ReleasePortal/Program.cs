using ReleasePortal.Changes;
using ReleasePortal.Data;

var builder = WebApplication.CreateBuilder(args);

builder.AddSettings();
builder.AddData();
builder.Services.AddChanges();

var app = builder.Build();

app.MapGet("/", () => "ReleasePortal");

await app.Services.GetRequiredService<DatabaseStart>().RunAsync(app.Lifetime.ApplicationStopping);
await app.RunAsync();
