using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Usage;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>What each way of asking is counted as. Every test is an application of its own.</summary>
public sealed class UsageTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    [Fact]
    public async Task OneControl_IsCountedByName()
    {
        var (application, key) = await AnApplicationAsync();

        for (var time = 0; time < 3; time++)
            await application.EvaluateAsync(EvaluationPortal.Open);
        await application.EvaluateAsync(EvaluationPortal.ToGroup);
        await application.EvaluateAsync(EvaluationPortal.ToGroup, """{"context":{"targetingKey":"bob"}}""");

        Assert.Equal(
            [(EvaluationPortal.ToGroup, "off", 1), (EvaluationPortal.ToGroup, "on", 1), (EvaluationPortal.Open, "on", 3)],
            await CountedAsync(key, Asking.ByName));
        Assert.Empty(await SeenAsync(key, Asking.WithAll));
    }

    [Fact]
    public async Task AnswerThatIsAnError_IsCountedAsOne()
    {
        var (application, key) = await AnApplicationAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await application.EvaluateAsync(EvaluationPortal.Split, Ofrep.Nobodys)).StatusCode);

        Assert.Equal([(EvaluationPortal.Split, "", 1)], await CountedAsync(key, Asking.ByName));
    }

    [Fact]
    public async Task UnknownControl_AndBrokenRequest_AreNotCounted()
    {
        var (application, key) = await AnApplicationAsync();

        await application.EvaluateAsync("no-such-control");
        await application.EvaluateAsync(EvaluationPortal.Open, "{");

        Assert.Empty(await SeenAsync(key, Asking.ByName));
    }

    [Fact]
    public async Task All_AreCountedApart_AndA304IsOnlySeen()
    {
        var (application, key) = await AnApplicationAsync();

        var first = await application.EvaluateAllAsync();
        var second = await application.EvaluateAllAsync(knownTag: first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Contains((EvaluationPortal.Open, "on", 1), await CountedAsync(key, Asking.WithAll));
        Assert.Contains((EvaluationPortal.Closed, "off", 1), await CountedAsync(key, Asking.WithAll));
        Assert.Contains("", await SeenAsync(key, Asking.WithAll));
        Assert.Empty(await SeenAsync(key, Asking.ByName));
    }

    [Fact]
    public async Task Only304_IsSeenWithoutAnyControl()
    {
        var (application, key) = await AnApplicationAsync();
        var tag = (await application.EvaluateAllAsync()).Headers.ETag!.ToString();
        await FlushAsync();
        var before = await CountedAsync(key, Asking.WithAll);

        await application.EvaluateAllAsync(knownTag: tag);

        Assert.Equal(before, await CountedAsync(key, Asking.WithAll));
    }

    [Fact]
    public async Task WholeState_IsSeenAsTaken()
    {
        var (application, key) = await AnApplicationAsync();

        await application.GetAsync(new Uri("/flagd/v1/flags.json", UriKind.Relative));

        Assert.Equal([""], await SeenAsync(key, Asking.InProcess));
    }

    [Fact]
    public async Task ControlRetired_AndKeyRevoked_KeepWhatWasCounted()
    {
        var (application, key) = await AnApplicationAsync();
        const string Control = "short-lived";
        await portal.ChangeAsync(new CreateControl(Control, ControlKind.Toggle, new ControlDetails { Name = "Short", RemoveBy = new DateOnly(2099, 1, 1) }));
        await application.EvaluateAsync(Control);

        await portal.ChangeAsync(new Retire(Control, NoCodeAsks: true), new RevokeKey(key));
        Assert.Equal(HttpStatusCode.Unauthorized, (await application.EvaluateAsync(Control)).StatusCode);

        Assert.Equal([(Control, "off", 1)], await CountedAsync(key, Asking.ByName));
    }

    private async Task<(HttpClient Application, Guid Key)> AnApplicationAsync()
    {
        var (secret, id) = await portal.AddKeyAsync();
        return (portal.NewApplication(secret), id);
    }

    private Task FlushAsync() => portal.Services.GetRequiredService<UsageFlusher>().FlushAsync(TestContext.Current.CancellationToken);

    /// <summary>What was served, in the order of the controls' keys and variants.</summary>
    private async Task<IReadOnlyList<(string Control, string Variant, long Count)>> CountedAsync(Guid key, Asking way)
    {
        await FlushAsync();
        await using var database = await ContextAsync();
        var counts = await database.Uses
            .Where(use => use.KeyId == key && use.Way == way)
            .Join(
                database.UseCounts.Where(count => count.Span == UsageTime.Day),
                use => use.Id,
                count => count.UseId,
                (use, count) => new { use.Control, use.Variant, count.Count })
            .ToListAsync(TestContext.Current.CancellationToken);
        return
        [
            .. counts.GroupBy(count => (count.Control, count.Variant)) // it may be midnight
                .Select(same => (same.Key.Control, same.Key.Variant, same.Sum(count => count.Count)))
                .OrderBy(count => count.Control, StringComparer.Ordinal).ThenBy(count => count.Variant, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<string>> SeenAsync(Guid key, Asking way)
    {
        await FlushAsync();
        await using var database = await ContextAsync();
        return await database.Uses.Where(use => use.KeyId == key && use.Way == way).Select(use => use.Control).ToListAsync();
    }

    private Task<PortalDbContext> ContextAsync() => portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
        .CreateDbContextAsync(TestContext.Current.CancellationToken);
}
