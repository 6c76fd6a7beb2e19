package batos.bench;

import batos.memory.search.Bm25;
import batos.memory.search.Terms;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/// Our BM25 beside Lucene's, both in memory, over turns of random words by Zipf's law: the
/// processor's time to index them, to score every turn for a question (our ranking needs all
/// scores), and to replace one turn and ask again, as after each turn of the council.
public final class FullTextBench {
    private static final int QUESTIONS = 300;
    private static final int CHANGES = 100;

    private final SplittableRandom random = new SplittableRandom(5);

    private FullTextBench() {}

    public static void main(String[] args) throws IOException {
        new FullTextBench().run(args.length > 0 ? Integer.parseInt(args[0]) : 20_000);
    }

    private String words(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            var rank = (int) Math.exp(random.nextDouble() * Math.log(20_000));
            text.append("w").append(rank).append(' ');
        }
        return text.toString();
    }

    private void run(int turns) throws IOException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < turns; i++) {
            texts.add(words(20));
        }
        var questions = new ArrayList<String>();
        for (int i = 0; i < QUESTIONS; i++) {
            questions.add(words(6));
        }
        ours(texts, questions);
        lucene(texts, questions);
    }

    private static long spent() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void told(String name, String what, long since, int times) {
        System.out.printf(
                Locale.ROOT,
                "%-7s %-22s %8.3f ms of the processor%n",
                name,
                what,
                (spent() - since) / 1e6 / times);
    }

    private void ours(List<String> texts, List<String> questions) {
        var start = spent();
        var index = new Bm25();
        for (int i = 0; i < texts.size(); i++) {
            index.put(i, Terms.of(texts.get(i)));
        }
        told("ours", "index a turn", start, texts.size());
        for (int round = 0; round < 3; round++) {
            start = spent();
            for (var question : questions) {
                index.score(Terms.of(question), new double[texts.size()]);
            }
        }
        told("ours", "ask", start, questions.size());
        start = spent();
        for (int i = 0; i < CHANGES; i++) {
            index.put(i, Terms.of(texts.get(texts.size() - 1 - i)));
            index.score(Terms.of(questions.get(i)), new double[texts.size()]);
        }
        told("ours", "change one and ask", start, CHANGES);
    }

    private static Document document(int id, String text) {
        var document = new Document();
        document.add(new StringField("id", "" + id, Field.Store.NO));
        document.add(new TextField("text", text, Field.Store.NO));
        return document;
    }

    private void lucene(List<String> texts, List<String> questions) throws IOException {
        var start = spent();
        try (var directory = new ByteBuffersDirectory();
                var writer =
                        new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
            for (int i = 0; i < texts.size(); i++) {
                writer.addDocument(document(i, texts.get(i)));
            }
            writer.forceMerge(1);
            writer.commit();
            told("lucene", "index a turn", start, texts.size());
            try (var reader = DirectoryReader.open(writer)) {
                for (int round = 0; round < 3; round++) {
                    start = spent();
                    for (var question : questions) {
                        ask(reader, question, texts.size());
                    }
                }
                told("lucene", "ask", start, questions.size());
            }
            start = spent();
            for (int i = 0; i < CHANGES; i++) {
                writer.updateDocument(
                        new Term("id", "" + i), document(i, texts.get(texts.size() - 1 - i)));
                try (var reader = DirectoryReader.open(writer)) {
                    ask(reader, questions.get(i), texts.size());
                }
            }
            told("lucene", "change one and ask", start, CHANGES);
        }
    }

    private static void ask(DirectoryReader reader, String question, int all) throws IOException {
        var query = new BooleanQuery.Builder();
        for (var term : Terms.of(question)) {
            query.add(new TermQuery(new Term("text", term)), BooleanClause.Occur.SHOULD);
        }
        new IndexSearcher(reader).search(query.build(), all);
    }
}
