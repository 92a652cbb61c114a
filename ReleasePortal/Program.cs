using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Features.Administration;
using ReleasePortal.Features.Audiences;
using ReleasePortal.Features.Budgets;
using ReleasePortal.Features.Configurations;
using ReleasePortal.Features.Controls;
using ReleasePortal.Features.Controls.Scan;
using ReleasePortal.Features.Demo;
using ReleasePortal.Features.Deployments;
using ReleasePortal.Features.Evaluation;
using ReleasePortal.Features.Freezes;
using ReleasePortal.Features.Help;
using ReleasePortal.Features.History;
using ReleasePortal.Features.History.Export;
using ReleasePortal.Features.Launches;
using ReleasePortal.Features.Launchpad;
using ReleasePortal.Features.Operations;
using ReleasePortal.Features.Steps;
using ReleasePortal.Identity;
using ReleasePortal.Shell;
using ReleasePortal.Shell.Telemetry;

if (args is [VerifyCommand.Word, .. var what])
    return new VerifyCommand(Console.Out).Run(what);
if (args is [ScanCommand.Word, .. var where])
    return await new ScanCommand(Console.Out, TimeProvider.System).RunAsync(where);

var builder = WebApplication.CreateBuilder(args);

builder.AddSettings();
builder.AddData();
builder.AddChanges();
builder.Services.AddEvaluation();
builder.AddPortalIdentity();
builder.AddShell();
builder.AddTelemetry();
builder.Services.AddLaunchpad();
builder.Services.AddControls();
builder.Services.AddLaunches();
builder.Services.AddDeployments();
builder.Services.AddOperations();
builder.Services.AddAudiences();
builder.Services.AddConfigurations();
builder.Services.AddHistory();
builder.Services.AddFreezes();
builder.Services.AddBudgets();
builder.Services.AddSteps();
builder.Services.AddAdministration();
builder.Services.AddHelp();
builder.AddDemo();

var app = builder.Build();

app.UseShell();
app.MapPortalIdentity();
app.MapShell();
app.MapEvaluation();
app.MapControls();
app.MapLaunches();
app.MapDeployments();
app.MapConfigurations();
app.MapHistory();

await app.Services.GetRequiredService<DatabaseStart>().RunAsync(app.Lifetime.ApplicationStopping);
await app.OpenDemoAsync();
await app.Services.GetRequiredService<FirstStart>().RunAsync(app.Lifetime.ApplicationStopping);
await app.RunAsync();
return 0;
