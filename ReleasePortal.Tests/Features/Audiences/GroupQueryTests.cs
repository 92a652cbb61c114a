using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Audiences;
using ReleasePortal.Features.Operations;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Audiences;

/// <summary>Groups, their uses and the board of switches, as each reader may see them, on a real database.</summary>
public abstract class GroupQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    [Fact]
    public async Task Uses_NameOnlyWhatTheReaderMaySee()
    {
        var group = await Portal.AGroupAsync();
        await OpenToAsync(await Portal.AToggleAsync(), group);
        await OpenToAsync(await Portal.AKillSwitchAsync(), group);

        Assert.Equal(["Spring storefront"], await UsesAsync(Marketing, group));
        Assert.Equal(["Spring storefront"], await UsesAsync(Auditor, group));
        Assert.Equal(["Recommendations", "Spring storefront"], await UsesAsync(Engineer, group));
    }

    [Fact]
    public async Task Uses_WithdrawnControl_IsNoLongerOne()
    {
        var (group, key) = (await Portal.AGroupAsync(), await Portal.AToggleAsync());
        await OpenToAsync(key, group);
        await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production));

        Assert.Empty(await UsesAsync(Engineer, group));
    }

    [Fact]
    public async Task Groups_SomebodyWithoutARole_SeesNone()
    {
        var key = await Portal.AGroupAsync();
        var query = new GroupQuery(Contexts);

        Assert.Empty(await query.ListAsync(Given.SomebodyWithoutARole));
        Assert.Null(await query.FindAsync(key, Given.SomebodyWithoutARole));
        Assert.Empty(await new GroupSearchQuery(Contexts).FindAsync("early", Given.SomebodyWithoutARole));
    }

    [Fact]
    public async Task Search_BeginningOfTheName_ComesFirst()
    {
        await Portal.AGroupAsync("late", "Not so early");
        await Portal.AGroupAsync();

        var found = await new GroupSearchQuery(Contexts).FindAsync("EARLY", Marketing);

        Assert.Equal(["Early access", "Not so early"], found.Select(group => group.Name));
    }

    [Fact]
    public async Task Board_AnyoneButAnEngineer_GetsAnEmptyOne()
    {
        await Portal.AKillSwitchAsync();
        var query = new OperationsQuery(Contexts);

        Assert.True((await query.BoardAsync(Given.Production, Engineer)).HasSwitches);
        foreach (var reader in new[] { Marketing, Auditor, Administrator, Given.SomebodyWithoutARole })
            Assert.False((await query.BoardAsync(Given.Production, reader)).HasSwitches);
    }

    [Fact]
    public async Task Board_LatestSwitchedOff_StandsFirst()
    {
        foreach (var key in new[] { "first", "second" })
        {
            await Portal.AKillSwitchAsync(key);
            await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), "on");
            Portal.Clock.Advance(TimeSpan.FromMinutes(1));
            await Portal.ApplyAsync(Engineer, new Withdraw(key, Given.Production), "off");
        }

        var board = await new OperationsQuery(Contexts).BoardAsync(Given.Production, Engineer);

        Assert.Equal(["second", "first"], board.Off.Select(control => control.Key));
        Assert.Equal((Engineer.Name, "off"), (board.Off[0].Last!.Who, board.Off[0].Last!.Reason));
    }

    private Task OpenToAsync(string control, string group) =>
        Portal.ApplyAsync(Engineer, new ReleaseToGroups(control, Given.Production, [new(group, Serving.Of(Variant.On))]), "try it");

    private async Task<IReadOnlyList<string>> UsesAsync(Actor reader, string group) =>
        [.. (await new GroupQuery(Contexts).FindAsync(group, reader))!.Uses.Select(use => use.Name)];
}

public sealed class GroupQueryOnSqliteTests() : GroupQueryTests(postgres: null);

public sealed class GroupQueryOnPostgreSqlTests(PostgresServer postgres) : GroupQueryTests(postgres);
