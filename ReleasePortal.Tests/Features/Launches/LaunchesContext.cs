using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Features.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Launches;

/// <summary>The pages of launches, in a shop with two business toggles and a kill switch.</summary>
public abstract class LaunchesContext() : PortalTestContext(builder => builder.Services.AddLaunches())
{
    protected const string Spring = "spring-storefront", Loyalty = "loyalty-banner", Switch = "recommendations-kill-switch";

    /// <summary>The messages at the edge of the page.</summary>
    protected IEnumerable<string> Messages => Over.FindAll(".mud-snackbar .mud-snackbar-content-message").Select(Markup.Words);

    protected async Task OpenShopAsync(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Loyalty);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
    }

    protected static WantedTime In(TimeSpan time) => new(DateTime.UtcNow.AddTicks(-(DateTime.UtcNow.Ticks % TimeSpan.TicksPerMinute)) + time, "UTC");

    protected static LaunchDetails Details(string name, params IReadOnlyList<string> controls) => new()
    {
        Name = name,
        Notes = "The show opens at nine.",
        Environment = "production",
        Steps = [.. controls.Select(control => PlannedStep.AtOnce(new ReleaseControlToEveryone(control, "production")))],
    };

    /// <summary>A draft.</summary>
    protected async Task<Guid> PlanAsync(Role by, LaunchDetails details)
    {
        var id = Guid.CreateVersion7();
        await DoAsync(by, new CreateLaunch(id, details));
        return id;
    }

    /// <summary>A draft that was sent on its way.</summary>
    protected async Task<Guid> SubmitAsync(Role by, LaunchDetails details)
    {
        var id = await PlanAsync(by, details);
        await DoAsync(by, new SubmitLaunch(id));
        return id;
    }

    protected async Task DoAsync(Role by, LaunchChange change)
    {
        var result = await Desk.ApplyAsync(new ChangeSet([change], "as it should be", ChangeSource.Button, change.Launch), APerson(by));
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
    }

    protected async Task AskForApprovalAsync()
    {
        await ApplyAsync(Role.Administrator, new EditEnvironment(
            "production", new EnvironmentDetails("Production", Rank: 30, IsProduction: true, ReasonRequired: false, ApprovalPolicy.Launches)));
    }

    protected async Task<Launch> LaunchAsync(Guid id)
    {
        await using var database = await Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<ReleasePortal.Data.PortalDbContext>>().CreateDbContextAsync();
        return Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.Include(database.Launches, launch => launch.Steps).Single(launch => launch.Id == id);
    }

    protected static void Wait(IRenderedComponent<IComponent> page) => page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
}
