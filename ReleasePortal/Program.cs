using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Features.Demo;

var builder = WebApplication.CreateBuilder(args);

builder.AddSettings();
builder.AddData();
builder.Services.AddChanges();
builder.AddDemo();

var app = builder.Build();

app.MapGet("/", () => "ReleasePortal");

await app.Services.GetRequiredService<DatabaseStart>().RunAsync(app.Lifetime.ApplicationStopping);
await app.OpenDemoAsync();
await app.RunAsync();
