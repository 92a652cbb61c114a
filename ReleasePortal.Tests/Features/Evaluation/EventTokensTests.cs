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
    public void Token_IsTheSameWithinTheHour()
    {
        var token = NewToken();

        _clock.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal(token, NewToken());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(token, NewToken());
    }

    [Fact]
    public void Token_IsAcceptedUntilTheNextHourIsOver()
    {
        var tokens = new EventTokens(_clock);
        var token = NewToken();

        _clock.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(_key.Id, tokens.Read(token, Keys)?.Id);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(tokens.Read(token, Keys));
    }

    [Fact]
    public void Token_OfAnOldSecret_EndsWithIt()
    {
        var tokens = new EventTokens(_clock);
        var token = NewToken();
        _key.Rotate(new RotateKey(_key.Id, new string('b', 64), "rp_server_b1", TimeSpan.FromMinutes(30)), Given.Circumstances(at: _clock.GetUtcNow())).OrThrow();

        Assert.NotNull(tokens.Read(token, Keys));
        _clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Null(tokens.Read(token, Keys));
    }

    [Fact]
    public void Token_OfARevokedKey_IsNone()
    {
        var tokens = new EventTokens(_clock);
        var token = NewToken();

        _key.Revoke(Given.Circumstances()).OrThrow();

        Assert.Null(tokens.Read(token, Keys));
    }

    private string NewToken() => EventTokens.For(Keys.Find(_key.Id)[0], EventTokens.HourOf(_clock.GetUtcNow()));

    private KeyIndex Keys => KeyIndex.Of([_key]);
}
