using System.Collections.Frozen;
using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Events;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Evaluation;

/// <summary>One stream of events, by a clock that is moved.</summary>
public sealed class EventReaderTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly EvaluationStates _states = new();
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 256, resumeWriterThreshold: 128, useSynchronizationContext: false));
    private readonly ApiKey _key = ApiKey.Create(Given.AKeyToCreate(), Given.Circumstances()).OrThrow();
    private readonly CancellationTokenSource _hungUp = new();

    [Fact]
    public async Task Silence_IsBrokenByAComment()
    {
        Publish("r1");
        var reader = Reader();
        var running = reader.RunAsync("r1", _hungUp.Token);
        await ReadAsync();

        _clock.Advance(TimeSpan.FromSeconds(15));
        reader.Look(_clock.GetUtcNow());

        Assert.Equal(":\n\n", await ReadAsync());
        await HangUpAsync(running);
    }

    [Fact]
    public async Task ManyChanges_WhileNobodyReads_AreOneEvent()
    {
        Publish("r1");
        var reader = Reader();
        var running = reader.RunAsync("r1", _hungUp.Token);
        await ReadAsync();

        for (var change = 2; change <= 1_000; change++)
            Publish($"r{change}");
        reader.Look(_clock.GetUtcNow());

        Assert.StartsWith("id: r1000\n", await ReadAsync(), StringComparison.Ordinal);
        await HangUpAsync(running);
    }

    [Fact]
    public async Task ReaderThatTakesNothing_IsDropped()
    {
        Publish("r" + new string('1', 300)); // more than the pipe takes
        var running = Reader().RunAsync(lastEventId: null, _hungUp.Token);
        Assert.False(running.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(StreamEnd.Stalled, await running);
    }

    [Fact]
    public async Task OldSecret_EndsItsStreamWhenItsTimeIsOver()
    {
        var old = _key.SecretHash;
        _key.Rotate(new RotateKey(_key.Id, new string('b', 64), "rp_server_b1", TimeSpan.FromDays(1)), Given.Circumstances()).OrThrow();
        Publish("r1");
        var reader = Reader(old);
        var running = reader.RunAsync("r1", _hungUp.Token);
        await ReadAsync();

        _clock.Advance(TimeSpan.FromDays(1));
        reader.Look(_clock.GetUtcNow());

        Assert.Equal(StreamEnd.Over, await running);
    }

    [Fact]
    public async Task HungUp_Ends()
    {
        Publish("r1");
        var running = Reader().RunAsync("r1", _hungUp.Token);

        await HangUpAsync(running);
    }

    public void Dispose() => _hungUp.Dispose();

    private EventReader Reader(string? secretHash = null) =>
        new(_states.Current!.Keys.Find(_key.Id).Single(key => key.SecretHash == (secretHash ?? _key.SecretHash)), _states, _pipe.Writer, _clock, new EventOptions());

    private void Publish(string revision)
    {
        var states = new[] { EnvironmentState.Compile(Given.Production, revision, [], []) }.ToFrozenDictionary(state => state.Environment);
        _states.Swap(new EvaluationSnapshot(1, states, states, KeyIndex.Of([_key])));
    }

    private async Task<string> ReadAsync()
    {
        var read = await _pipe.Reader.ReadAsync();
        var text = Encoding.UTF8.GetString(read.Buffer);
        _pipe.Reader.AdvanceTo(read.Buffer.End);
        return text;
    }

    private async Task HangUpAsync(Task<StreamEnd> running)
    {
        await _hungUp.CancelAsync();
        Assert.Equal(StreamEnd.Over, await running);
    }
}
