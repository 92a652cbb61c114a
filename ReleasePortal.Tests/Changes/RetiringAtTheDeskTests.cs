using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>A control that applications still ask for by name is retired with a reason, or not at all.</summary>
public abstract class RetiringAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private const int QuietDays = 30;

    [Fact]
    public async Task Retire_AskedForByName_NeedsAReason_AndSaysWhoAskedLastAndWhen()
    {
        var key = await Portal.AToggleAsync();
        await SeenAsync(key, "Mobile app", Asking.ByName);
        Portal.Clock.Advance(TimeSpan.FromDays(2));
        await SeenAsync(key, "Web shop", Asking.ByName);
        var last = Portal.Clock.GetUtcNow();
        Portal.Clock.Advance(TimeSpan.FromDays(3));

        var result = await Portal.TryAsync(Engineer, new Retire(key, NoCodeAsks: true));

        var refusal = Assert.IsType<StillAskedFor>(result.Refusal);
        Assert.Equal(("Web shop", last, QuietDays, "reason"), (refusal.Application, refusal.Last, refusal.Days, refusal.Field));
        Assert.Null((await Portal.ControlAsync(key)).RetiredAt);
        Assert.True((await Portal.TryAsync(Engineer, new Retire(key, NoCodeAsks: true), "the shop is switched off tonight")).IsSuccess);
    }

    [Fact]
    public async Task Retire_AskedForSoLongAgo_NeedsNoReason()
    {
        var key = await Portal.AToggleAsync();
        await SeenAsync(key, "Web shop", Asking.ByName);
        Portal.Clock.Advance(TimeSpan.FromDays(QuietDays));
        Assert.IsType<StillAskedFor>((await Portal.TryAsync(Engineer, new Retire(key, NoCodeAsks: true))).Refusal);

        Portal.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.True((await Portal.TryAsync(Engineer, new Retire(key, NoCodeAsks: true))).IsSuccess);
    }

    [Theory]
    [InlineData(Asking.WithAll)]
    [InlineData(Asking.InProcess)]
    public async Task Retire_TakenTogetherWithAllOthers_NeedsNoReason(Asking way)
    {
        var key = await Portal.AToggleAsync();
        await SeenAsync(key, "Mobile app", way);

        Assert.True((await Portal.TryAsync(Engineer, new Retire(key, NoCodeAsks: true))).IsSuccess);
    }

    [Fact]
    public async Task Retire_AnotherControlIsAskedFor_NeedsNoReason()
    {
        var key = await Portal.AToggleAsync();
        await SeenAsync("some-other", "Web shop", Asking.ByName);

        Assert.True((await Portal.TryAsync(Engineer, new Retire(key, NoCodeAsks: true))).IsSuccess);
    }

    [Fact]
    public async Task Retire_WithoutTheEngineersWord_AsksForThatFirst()
    {
        var key = await Portal.AToggleAsync();
        await SeenAsync(key, "Web shop", Asking.ByName);

        Assert.IsType<ConfirmationNeeded>((await Portal.TryAsync(Engineer, new Retire(key, NoCodeAsks: false))).Refusal);
    }

    private async Task SeenAsync(string control, string application, Asking way)
    {
        var key = Given.AKeyToCreate(application);
        await Portal.ApplyAsync(Administrator, key);
        var (now, use) = (Portal.Clock.GetUtcNow(), new UseKey(control, Given.Production, key.KeyId, way, Variant.On));
        await Portal.Services.GetRequiredService<UsageStore>().WriteAsync(new UsageBatch(now.AddSeconds(-20), now, [new(use, 1)]), TestContext.Current.CancellationToken);
    }
}

public sealed class RetiringAtTheDeskOnSqliteTests() : RetiringAtTheDeskTests(postgres: null);

public sealed class RetiringAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : RetiringAtTheDeskTests(postgres);
