using Microsoft.Extensions.Time.Testing;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Events;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Evaluation;

/// <summary>What an application shows to hear of changes.</summary>
public sealed class EventTokensTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly ApiKey _key = ApiKey.Create(Given.AKeyToCreate(), Given.Circumstances()).OrThrow();

    [Fact]
    public void Token_IsTheSameWithinTheHour_OnEveryPortal()
    {
        var token = new EventTokens(_clock).For(Keys.Find(_key.Id)[0]);

        _clock.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal(token, new EventTokens(_clock).For(Keys.Find(_key.Id)[0]));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(token, new EventTokens(_clock).For(Keys.Find(_key.Id)[0]));
    }

    [Fact]
    public void Token_IsAcceptedUntilTheNextHourIsOver()
    {
        var tokens = new EventTokens(_clock);
        var token = tokens.For(Keys.Find(_key.Id)[0]);

        _clock.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(_key.Id, tokens.Read(token, Keys)?.Id);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(tokens.Read(token, Keys));
    }

    [Fact]
    public void Token_OfAnOldSecret_EndsWithIt()
    {
        var tokens = new EventTokens(_clock);
        var token = tokens.For(Keys.Find(_key.Id)[0]);
        _key.Rotate(new RotateKey(_key.Id, new string('b', 64), "rp_server_b1", TimeSpan.FromMinutes(30)), Given.Circumstances(at: _clock.GetUtcNow())).OrThrow();

        Assert.NotNull(tokens.Read(token, Keys));
        _clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Null(tokens.Read(token, Keys));
    }

    [Fact]
    public void Token_OfARevokedKey_IsNone()
    {
        var tokens = new EventTokens(_clock);
        var token = tokens.For(Keys.Find(_key.Id)[0]);

        _key.Revoke(Given.Circumstances()).OrThrow();

        Assert.Null(tokens.Read(token, Keys));
    }

    private KeyIndex Keys => KeyIndex.Of([_key]);
}
