using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Evaluation;

public sealed class StateQueryOnSqliteTests() : StateQueryTests(postgres: null);

public sealed class StateQueryOnPostgreSqlTests(PostgresServer postgres) : StateQueryTests(postgres);

public abstract class StateQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    [Fact]
    public async Task Everything_IsReadButWhatIsRetiredOrRevoked()
    {
        var (toggle, flag) = (await Portal.AToggleAsync(), await Portal.AFlagAsync());
        await Portal.AGroupAsync();
        var (key, revoked) = (Given.AKeyToCreate(), Given.AKeyToCreate());
        await Portal.ApplyAsync(Administrator, [key, revoked, new RevokeKey(revoked.KeyId)]);
        await Portal.ApplyAsync(Engineer, [new Retire(flag, NoCodeAsks: true)]);

        var reading = await ReadAsync(head: null);

        Assert.Null(reading.Changed);
        Assert.Equal([toggle], reading.Controls.Select(control => control.Key));
        Assert.Equal([Given.EarlyAccess], reading.Groups.Select(group => group.Key));
        Assert.Equal(["development", "production", "staging"], reading.Environments.Order(StringComparer.Ordinal));
        Assert.Equal([key.KeyId], reading.Keys.Select(known => known.Id));
        Assert.Equal((await Portal.EntriesAsync())[^1].Sequence, reading.Head);
    }

    [Fact]
    public async Task SinceAnEntry_OnlyWhatChangedIsRead_WithItsStates()
    {
        var (toggle, _) = (await Portal.AToggleAsync(), await Portal.AFlagAsync());
        await Portal.AGroupAsync();
        var before = await ReadAsync(head: null);

        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(toggle, Given.Production));
        var reading = await ReadAsync(before.Head);

        var control = Assert.Single(reading.Controls);
        Assert.Equal([control.Id], reading.Changed);
        Assert.Equal(Availability.Everyone, control.StateOn(Given.Production).Availability);
        Assert.Empty(reading.Groups);
    }

    [Fact]
    public async Task WhatIsGone_IsNamedAndNotFound()
    {
        var toggle = await Portal.AToggleAsync();
        await Portal.AGroupAsync();
        var before = await ReadAsync(head: null);

        await Portal.ApplyAsync(Engineer, [new RemoveGroup(Given.EarlyAccess), new Retire(toggle, NoCodeAsks: true)]);
        var reading = await ReadAsync(before.Head);

        Assert.Equal(
            new[] { before.Groups[0].Id, before.Controls[0].Id }.Order(),
            reading.Changed!.Order());
        Assert.Empty(reading.Groups);
        Assert.Empty(reading.Controls);
    }

    [Fact]
    public async Task HeadThatWentBack_AsAfterABackup_ReadsEverything()
    {
        await Portal.AToggleAsync();

        var reading = await ReadAsync(head: 1_000_000);

        Assert.Null(reading.Changed);
        Assert.Single(reading.Controls);
    }

    [Fact]
    public async Task Reading_SeesOneMoment_AndKeepsNobodyFromWriting()
    {
        var toggle = await Portal.AToggleAsync();
        await using (var database = await NewContextAsync())
        {
            await using var transaction = await database.BeginReadingAsync(TestContext.Current.CancellationToken);
            var head = await HeadAsync(database);

            await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(toggle, Given.Production));

            Assert.Equal(head, await HeadAsync(database));
            Assert.Empty(await database.States.Where(state => state.Availability == Availability.Everyone).ToListAsync());
        }

        await using var another = await NewContextAsync();
        Assert.NotEmpty(await another.States.Where(state => state.Availability == Availability.Everyone).ToListAsync());
    }

    [Fact]
    public async Task LastUses_AreWritten_AndNeverGoBack()
    {
        var key = Given.AKeyToCreate();
        await Portal.ApplyAsync(Administrator, key);
        var uses = new KeyUses(Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>());

        foreach (var minutes in (int[])[0, 2, 1])
            await uses.WriteAsync([new(key.KeyId, Given.Now.AddMinutes(minutes))], TestContext.Current.CancellationToken);

        Assert.Equal(Given.Now.AddMinutes(2), await Portal.ReadAsync(database => database.ApiKeys.Select(known => known.LastUsedAt).SingleAsync()));
    }

    private Task<StateReading> ReadAsync(long? head) =>
        new StateQuery(Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()).ReadAsync(head, CancellationToken.None);

    private Task<PortalDbContext> NewContextAsync() =>
        Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    private static Task<long> HeadAsync(PortalDbContext database) => database.HistoryHeads.Select(head => head.Sequence).SingleAsync();
}
