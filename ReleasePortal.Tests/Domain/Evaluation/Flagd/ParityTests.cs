using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.Evaluation.Flagd;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Evaluation.Flagd;

/// <summary>Our answers against those of flagd's own evaluator, the stock <c>@openfeature/flagd-core</c>, on what we export to it.</summary>
public sealed class ParityTests
{
    private const int Environments = 80;
    private const int Controls = 30;
    private const int Users = 50;

    [Fact]
    public async Task RandomControlsGroupsAndUsers_GetTheSameVariantAndValue()
    {
        await using var flagd = await NodeScripts.StartAsync("evaluate.mjs");
        var random = new RandomEnvironment(new Random(20_261_123));
        var (asked, onDefault, unequal) = (0, 0, new List<string>());
        for (var round = 0; round < Environments; round++)
        {
            var state = random.State(Controls);
            var definitions = Encoding.UTF8.GetString(FlagDefinitions.Write(state));
            JsonObject[] contexts = [.. Enumerable.Range(0, Users).Select(_ => random.Context())];
            var question = new JsonObject
            {
                ["definitions"] = definitions,
                ["contexts"] = new JsonArray([.. contexts.Select(context => context.DeepClone())]),
            };
            var said = await flagd.AskAsync(question);
            foreach (var (context, answers) in contexts.Zip(said.AsArray()))
            {
                var user = Read(context);
                Assert.Equal(Controls, answers!.AsArray().Count);
                foreach (var answer in answers.AsArray())
                {
                    var control = state.Find((string)answer![0]!)!;
                    var ours = Ours(control, user);
                    asked++;
                    onDefault += ours == control.Off ? 1 : 0;
                    if (ours.Key != (string?)answer[1] || !JsonNode.DeepEquals(JsonNode.Parse(ours.Value.Span), answer[2]))
                        unequal.Add($"{control.Key} of {context.ToJsonString()}: ours {ours.Key}, flagd's {answer.ToJsonString()} by {definitions}");
                }
            }
        }

        Assert.True(unequal.Count is 0, $"{unequal.Count} of {asked} are unequal, the first: {unequal.FirstOrDefault()}");
        Assert.True(asked >= 100_000);
        Assert.InRange(onDefault, asked / 10, asked * 9 / 10); // or they would agree about nothing much
    }

    /// <summary>Where we ask for a user, flagd serves the off variant.</summary>
    private static ServedVariant Ours(CompiledControl control, in UserContext user)
    {
        var answer = control.For(user);
        return answer.Error is AnswerError.TargetingKeyMissing ? control.Off : answer.Variant!;
    }

    private static UserContext Read(JsonObject context)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(context.ToJsonString()));
        reader.Read();
        Assert.True(UserContext.TryRead(ref reader, out var user));
        return user;
    }
}
