using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Features.Evaluation.Usage;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Domain.Evaluation;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Evaluation.Usage;

/// <summary>What was counted comes to the store, once, and goes when no chart reaches it any more.</summary>
public abstract class UsageStoreTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private static readonly CallerKey Shop = new(Guid.CreateVersion7(), KeyKind.Server, Compiled.Production, "", Until: null, []);

    private static readonly UseKey Banner = new("banner", Compiled.Production, Shop.Id, Asking.ByName, "on");

    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private UsageStore Store => Portal.Services.GetRequiredService<UsageStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batch_IsWrittenByMinuteHourAndDay_WithFirstAndLast()
    {
        await Store.WriteAsync(Batch(Given.Now, (Banner, 5)), Cancel);

        var use = await UseAsync();
        Assert.Equal(Banner, new UseKey(use.Control, use.Environment, use.KeyId, use.Way, use.Variant));
        Assert.Equal(Banner.Id, use.Id);
        Assert.Equal(UsageTime.MinuteOf(Given.Now), use.LastMinute);
        Assert.Equal(
            [(UsageTime.Minute, 5), (UsageTime.Hour, 5), (UsageTime.Day, 5)],
            (await CountsAsync()).Select(count => (count.Span, count.Count)));
        Assert.All(await CountsAsync(), count => Assert.Equal(UsageTime.Begin(Given.Now.AddSeconds(-10), count.Span), count.At));
    }

    [Fact]
    public async Task NextBatch_AddsUp_AndMovesTheLastTimeOnly()
    {
        await Store.WriteAsync(Batch(Given.Now, (Banner, 5)), Cancel);
        await Store.WriteAsync(Batch(Given.Now.AddHours(3), (Banner, 2)), Cancel);
        await Store.WriteAsync(Batch(Given.Now.AddHours(1), (Banner, 1)), Cancel); // from a portal that was slower

        var use = await UseAsync();
        Assert.Equal(UsageTime.MinuteOf(Given.Now.AddSeconds(-20)), use.FirstMinute);
        Assert.Equal(UsageTime.MinuteOf(Given.Now.AddHours(3)), use.LastMinute);
        Assert.Equal(8, Assert.Single(await CountsAsync(), count => count.Span is UsageTime.Day).Count);
    }

    [Fact]
    public async Task WhatWasOnlySeen_HasNoCounts()
    {
        await Store.WriteAsync(Batch(Given.Now, (UseKey.OfEverything(Compiled.Production, Shop.Id, Asking.InProcess), 0)), Cancel);

        Assert.Equal(Asking.InProcess, (await UseAsync()).Way);
        Assert.Empty(await CountsAsync());
    }

    [Fact]
    public async Task LongTimeBetweenBatches_HasNoMinute()
    {
        await Store.WriteAsync(new UsageBatch(Given.Now.AddMinutes(-9), Given.Now, [new(Banner, 5)]), Cancel);

        Assert.Equal([UsageTime.Hour, UsageTime.Day], (await CountsAsync()).Select(count => count.Span));
    }

    [Fact]
    public async Task SeveralPortalsAtOnce_AddUp()
    {
        var controls = Enumerable.Range(0, 500).Select(number => Banner with { Control = $"control-{number}" }).ToList();
        await using var other = TestPortal.On(Portal.Database, owned: false);
        UsageStore[] stores = [Store, other.Services.GetRequiredService<UsageStore>()];

        await Task.WhenAll(stores.SelectMany(store => Enumerable.Range(0, 3).Select(_ => Task.Run(
            () => store.WriteAsync(Batch(Given.Now, [.. controls.Select(control => (control, 2L))]), Cancel)))));

        Assert.Equal(500, await Portal.ReadAsync(database => database.Uses.CountAsync()));
        Assert.All(await CountsAsync(), count => Assert.Equal(12, count.Count));
    }

    [Fact]
    public async Task Prune_TakesWhatNoChartReaches_AndNeverFirstAndLast()
    {
        foreach (var ago in (TimeSpan[])[TimeSpan.FromDays(100), TimeSpan.FromDays(4), TimeSpan.FromHours(3), TimeSpan.FromMinutes(59)])
            await Store.WriteAsync(Batch(Given.Now - ago, (Banner, 1)), Cancel);

        await Store.PruneAsync(Given.Now, Cancel);

        var left = (await CountsAsync()).GroupBy(count => count.Span).ToDictionary(counts => counts.Key, counts => counts.Count());
        Assert.Equal((1, 2, 2), (left[UsageTime.Minute], left[UsageTime.Hour], left[UsageTime.Day]));
        Assert.Equal(UsageTime.MinuteOf(Given.Now.AddDays(-100).AddSeconds(-20)), (await UseAsync()).FirstMinute);
    }

    [Fact]
    public async Task DatabaseAway_NothingIsLost()
    {
        var contexts = new SwitchableContexts(Contexts);
        var counter = new UsageCounter();
        using var flusher = Flusher(counter, contexts);
        await flusher.FlushAsync(Cancel);

        Ask(counter, times: 3);
        contexts.IsGone = true;
        for (var minute = 0; minute < 10; minute++)
        {
            Portal.Clock.Advance(TimeSpan.FromMinutes(1));
            await flusher.FlushAsync(Cancel);
            Ask(counter, times: 1);
        }

        contexts.IsGone = false;
        Portal.Clock.Advance(TimeSpan.FromSeconds(20));
        await flusher.FlushAsync(Cancel);

        Assert.Equal(13, await TotalAsync(UsageTime.Hour));
        Assert.Equal(3, await TotalAsync(UsageTime.Minute)); // of the others nobody knows the minute
    }

    [Fact]
    public async Task BatchThatFailsHalfWay_IsNotWrittenTwice()
    {
        var contexts = new SwitchableContexts(Contexts) { GoneAfter = 2 };
        var batch = Batch(Given.Now, [.. Enumerable.Range(0, 1_000).Select(number => (Banner with { Control = $"control-{number}" }, 1L))]);

        await Assert.ThrowsAsync<IOException>(() => new UsageStore(contexts).WriteAsync(batch, Cancel));
        Assert.InRange(await TotalAsync(UsageTime.Day), 1, 999);
        await Store.WriteAsync(batch, Cancel);

        Assert.Equal(1_000, await TotalAsync(UsageTime.Day));
    }

    [Fact(Timeout = 30_000)]
    public async Task Flusher_WritesByItself_AsOftenAsItIsTold_AndAtTheEnd()
    {
        var counter = new UsageCounter();
        using var flusher = Flusher(counter, Contexts);
        await flusher.StartAsync(TestContext.Current.CancellationToken);
        Ask(counter, times: 4);

        while (await TotalAsync(UsageTime.Hour) is 0)
        {
            Portal.Clock.Advance(TimeSpan.FromSeconds(1)); // its own clock begins to run when it likes
            await Task.Yield();
        }

        Ask(counter, times: 2);
        await flusher.StopAsync(Cancel);

        Assert.Equal(6, await TotalAsync(UsageTime.Hour));
        Assert.Equal(UsageTime.MinuteOf(Given.Now), await Portal.ReadAsync(database =>
            database.Uses.Where(use => use.Id == UseKey.Counting.Id).Select(use => use.FirstMinute).SingleAsync()));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(45, true)]
    [InlineData(46, false)]
    [InlineData(0, false)]
    public void Options_ACrashNeverLosesMoreThanAMinute(int seconds, bool isValid)
    {
        var options = new UsageOptions { FlushSeconds = seconds };

        Assert.Equal(isValid, Validator.TryValidateObject(options, new ValidationContext(options), validationResults: null, validateAllProperties: true));
    }

    private static UsageBatch Batch(DateTimeOffset to, params (UseKey Use, long Count)[] counts) =>
        new(to.AddSeconds(-20), to, counts.Select(count => KeyValuePair.Create(count.Use, count.Count)));

    private static void Ask(UsageCounter counter, int times)
    {
        var control = Compiled.Toggle(Compiled.OpenToEveryone());
        for (var time = 0; time < times; time++)
            counter.Count(Shop, control, control.For(Compiled.User()));
    }

    private UsageFlusher Flusher(UsageCounter counter, IDbContextFactory<PortalDbContext> contexts) => new(
        counter,
        new UsageStore(contexts),
        Options.Create(new UsageOptions { FlushSeconds = 45 }),
        Portal.Clock,
        NullLogger<UsageFlusher>.Instance);

    private Task<Use> UseAsync() => Portal.ReadAsync(database => database.Uses.AsNoTracking().SingleAsync());

    private Task<List<UseCount>> CountsAsync() =>
        Portal.ReadAsync(database => database.UseCounts.AsNoTracking().OrderBy(count => count.Span).ThenBy(count => count.At).ToListAsync());

    private Task<long> TotalAsync(int span) =>
        Portal.ReadAsync(database => database.UseCounts.Where(count => count.Span == span).SumAsync(count => count.Count));

    /// <summary>A database that can be taken away.</summary>
    private sealed class SwitchableContexts(IDbContextFactory<PortalDbContext> inner) : IDbContextFactory<PortalDbContext>
    {
        public bool IsGone { get; set; }

        /// <summary>It goes by itself after so many uses.</summary>
        public int GoneAfter { get; set; } = int.MaxValue;

        public PortalDbContext CreateDbContext() =>
            IsGone || GoneAfter-- is 0 ? throw new IOException("The database is gone.") : inner.CreateDbContext();
    }
}

public sealed class UsageStoreOnSqliteTests() : UsageStoreTests(postgres: null);

public sealed class UsageStoreOnPostgreSqlTests(PostgresServer postgres) : UsageStoreTests(postgres);
